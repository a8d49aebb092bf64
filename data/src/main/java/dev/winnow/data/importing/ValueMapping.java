package dev.winnow.data.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the values of a column become, such as {@code gender:1=male,-1=female} or {@code
 * age:<18=minor,>=18=adult}. The first rule that fits counts; a value that none fits stays.
 */
public final class ValueMapping {
  private static final Pattern RULE = Pattern.compile("\\s*(<=|>=|<|>)?(.*?)=([^=]*)");

  private record Rule(Predicate<String> fits, String to) {}

  private final String column;
  private final List<Rule> rules = new ArrayList<>();

  private ValueMapping(String column) {
    this.column = column;
  }

  /**
   * Reads a mapping.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static ValueMapping parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw malformed(text);
    }
    ValueMapping mapping = new ValueMapping(text.substring(0, colon).strip());
    for (String rule : text.substring(colon + 1).split(",", -1)) {
      Matcher read = RULE.matcher(rule);
      if (!read.matches()) {
        throw malformed(text);
      }
      String sign = Optional.ofNullable(read.group(1)).orElse("");
      String from = read.group(2).strip();
      mapping.rules.add(new Rule(predicate(text, sign, from), read.group(3).strip()));
    }
    return mapping;
  }

  /** The column whose values are mapped. */
  public String column() {
    return column;
  }

  /** What a value becomes. */
  public String apply(String value) {
    return rules.stream()
        .filter(rule -> rule.fits.test(value))
        .findFirst()
        .map(Rule::to)
        .orElse(value);
  }

  private static Predicate<String> predicate(String text, String sign, String from) {
    if (sign.isEmpty()) {
      return value -> value.equalsIgnoreCase(from) || isSameNumber(value, from);
    }
    double bound = number(from).orElseThrow(() -> malformed(text));
    return value ->
        number(value)
            .filter(
                n ->
                    switch (sign) {
                      case "<" -> n < bound;
                      case "<=" -> n <= bound;
                      case ">" -> n > bound;
                      default -> n >= bound;
                    })
            .isPresent();
  }

  /** Tables write 1, 01 and 1.0 alike. */
  private static boolean isSameNumber(String value, String from) {
    Optional<Double> number = number(value);
    return number.isPresent() && number.equals(number(from));
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "\"%s\" maps no values; write it like gender:1=male,-1=female or age:<18=minor,>=18=adult"
            .formatted(text));
  }
}
