package dev.winnow.voiceaudit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a data set's columns say of its recordings.
 *
 * @param speaker column of who speaks
 * @param words column of what is said, words with blanks between; empty if nobody wrote it down
 * @param group column by whose values identity is looked at again; the worst of them counts
 * @param attributes columns of other labels that nobody should learn, such as gender or accent
 */
public record SpeechColumns(
    String speaker, Optional<String> words, Optional<String> group, List<String> attributes) {
  public SpeechColumns {
    attributes = List.copyOf(attributes);
  }

  /** By name; what is empty is left out. */
  Map<String, String> inWords() {
    Map<String, String> named = new TreeMap<>();
    named.put("sensitive", speaker);
    words.ifPresent(column -> named.put("primary", column));
    group.ifPresent(column -> named.put("group", column));
    if (!attributes.isEmpty()) {
      named.put("attributes", String.join(", ", attributes));
    }
    return named;
  }
}
