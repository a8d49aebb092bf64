package dev.winnow.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The columns of a data set whose labels an audit asks about.
 *
 * @param primary column of the label that the service needs
 * @param sensitive column of who is on a capture
 * @param group column by whose values identity is looked at again; the worst of them counts
 * @param attributes columns of other labels that nobody should learn
 */
public record LabelColumns(
    String primary, String sensitive, Optional<String> group, List<String> attributes) {
  public LabelColumns {
    attributes = List.copyOf(attributes);
  }

  /** By name; what is empty is left out. */
  Map<String, String> inWords() {
    Map<String, String> words = new TreeMap<>();
    words.put("primary", primary);
    words.put("sensitive", sensitive);
    group.ifPresent(column -> words.put("group", column));
    if (!attributes.isEmpty()) {
      words.put("attributes", String.join(", ", attributes));
    }
    return words;
  }
}
