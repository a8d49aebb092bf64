package dev.winnow.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses people by how many samples they have, such as {@code images>=20}.
 *
 * @param least samples of a person who is chosen
 * @param most samples of a person who is chosen
 */
public record SampleCountFilter(int least, int most) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?:images|samples)\\s*(<=|>=|<|>|=)\\s*([0-9]{1,6})(?:\\.\\.([0-9]{1,6}))?\\s*");
  private static final int ANY = Integer.MAX_VALUE;

  /**
   * Reads a rule.
   *
   * @param text such as {@code images<10}, {@code samples>=20} or {@code images=10..19}
   * @throws MalformedRuleException if it is no rule
   */
  public static SampleCountFilter parse(String text) {
    Matcher rule = FORM.matcher(text);
    if (!rule.matches()) {
      throw new MalformedRuleException(text);
    }
    int bound = Integer.parseInt(rule.group(2));
    String end = rule.group(3);
    if (end != null && !rule.group(1).equals("=")) {
      throw new MalformedRuleException(text);
    }
    return switch (rule.group(1)) {
      case "<" -> new SampleCountFilter(0, bound - 1);
      case "<=" -> new SampleCountFilter(0, bound);
      case ">=" -> new SampleCountFilter(bound, ANY);
      case ">" -> new SampleCountFilter(bound + 1, ANY);
      default -> new SampleCountFilter(bound, end == null ? bound : Integer.parseInt(end));
    };
  }

  /** Whether a person with so many samples is chosen. */
  public boolean chooses(long samples) {
    return samples >= least && samples <= most;
  }

  /** A form that {@link #parse} reads. */
  @Override
  public String toString() {
    if (least == most) {
      return "images=" + least;
    }
    if (most == ANY) {
      return "images>=" + least;
    }
    return least == 0 ? "images<" + (most + 1) : "images=%d..%d".formatted(least, most);
  }
}
