package dev.winnow.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses people by how many samples they have, such as {@code images>=20}.
 *
 * @param comparison of the number of a person's samples with the bound
 * @param bound at least 0
 */
public record SampleCountFilter(Comparison comparison, int bound) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(?:images|samples)\\s*(<=|>=|<|>|=)\\s*([0-9]{1,6})\\s*");

  /** How a number is compared with the bound. */
  public enum Comparison {
    /** Fewer. */
    LESS("<"),
    /** So many or fewer. */
    AT_MOST("<="),
    /** Exactly so many. */
    EQUAL("="),
    /** So many or more. */
    AT_LEAST(">="),
    /** More. */
    MORE(">");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    private static Comparison ofSign(String sign) {
      for (Comparison comparison : values()) {
        if (comparison.sign.equals(sign)) {
          return comparison;
        }
      }
      throw new IllegalArgumentException(sign);
    }
  }

  /**
   * Reads a rule.
   *
   * @param text such as {@code images<10} or {@code samples>=20}
   * @throws MalformedRuleException if it is no rule
   */
  public static SampleCountFilter parse(String text) {
    Matcher rule = FORM.matcher(text);
    if (!rule.matches()) {
      throw new MalformedRuleException(text);
    }
    return new SampleCountFilter(Comparison.ofSign(rule.group(1)), Integer.parseInt(rule.group(2)));
  }

  /** Whether a person with so many samples is chosen. */
  public boolean chooses(long samples) {
    return switch (comparison) {
      case LESS -> samples < bound;
      case AT_MOST -> samples <= bound;
      case EQUAL -> samples == bound;
      case AT_LEAST -> samples >= bound;
      case MORE -> samples > bound;
    };
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return "images" + comparison.sign + bound;
  }
}
