package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was said or written.
 *
 * @param output name of the analyzer's output
 * @param words in their order; none if nothing was recognised
 */
public record Transcript(String output, List<Word> words) implements Prediction.Answer {
  public Transcript {
    words = List.copyOf(words);
  }

  /**
   * A word, or a longer piece of text.
   *
   * @param text one line
   * @param span where in the capture; empty if nothing says so
   * @param confidence from 0 to 1; empty if nothing says so
   */
  public record Word(String text, Optional<Span> span, Optional<Float> confidence) {}

  /** From and to, in seconds since the capture's begin. */
  public record Span(float start, float end) {}

  /** The words with spaces between them. */
  public String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  /** The text, or {@code nothing}. */
  @Override
  public String label() {
    return words.isEmpty() ? "nothing" : text();
  }

  /** Each word has its own. */
  @Override
  public Optional<Float> certainty() {
    return Optional.empty();
  }

  @Override
  public void addTo(ObjectNode json) {
    ArrayNode each = json.put("text", text()).putArray("words");
    for (Word word : words) {
      ObjectNode said = each.addObject().put("word", word.text());
      word.span().ifPresent(span -> said.put("start", span.start()).put("end", span.end()));
      word.confidence().ifPresent(sure -> said.put("confidence", sure));
    }
  }
}
