package dev.winnow.trust;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a policy, such as {@code identity.leakage <= 0.05} or {@code
 * reconstruction.reidentification.top1 <= 3 x chance}.
 *
 * @param metric the name of a metric; a segment {@code *} stands for any one segment
 * @param comparison which side of the limit is safe
 * @param limit from 0 to 999999.999999999, with at most nine decimals
 * @param timesChance whether the limit is in multiples of what guessing gives
 */
public record Requirement(String metric, Comparison comparison, double limit, boolean timesChance) {
  private static final int DECIMALS = 9;
  private static final String SEGMENT = "(?:\\*|[^\\s.*\\p{Cntrl}]+)";
  private static final Pattern METRIC =
      Pattern.compile("%s(?:\\.%s){0,7}".formatted(SEGMENT, SEGMENT));
  private static final Pattern FORM =
      Pattern.compile(
          "(?<metric>\\S{1,200})\\s+(?<sign><=|>=)\\s+(?<limit>\\d{1,6}(?:\\.\\d{1,9})?)(?<chance>\\s+x\\s+chance)?");

  /**
   * @throws IllegalArgumentException if the metric or the limit is not of its form
   */
  public Requirement {
    if (!METRIC.matcher(metric).matches()) {
      throw new IllegalArgumentException("not the name of a metric: " + metric);
    }
    if (!(limit >= 0 && limit < 1e6) || Double.parseDouble(text(limit)) != limit) {
      throw new IllegalArgumentException(
          "the limit of %s must be from 0 to 999999 with at most %d decimals, not %s"
              .formatted(metric, DECIMALS, limit));
    }
  }

  /**
   * Reads one line of a policy.
   *
   * @throws IllegalArgumentException if it is not of the form
   */
  public static Requirement parse(String line) {
    Matcher parts = FORM.matcher(line.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a requirement must read like `identity.leakage <= 0.05` or `identity.top1 <= 3 x chance`, not `"
              + line
              + "`");
    }
    return new Requirement(
        parts.group("metric"),
        parts.group("sign").equals("<=") ? Comparison.AT_MOST : Comparison.AT_LEAST,
        Double.parseDouble(parts.group("limit")),
        parts.group("chance") != null);
  }

  /** Whether this speaks of a finding. */
  public boolean speaksOf(Finding finding) {
    String[] pattern = metric.split("\\.", -1);
    String[] name = finding.metric().split("\\.", -1);
    if (pattern.length != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (!pattern[i].equals("*") && !pattern[i].equals(name[i])) {
        return false;
      }
    }
    return true;
  }

  /** The line as policies write it, always the same for the same requirement. */
  @Override
  public String toString() {
    return "%s %s %s%s"
        .formatted(metric, comparison.sign(), text(limit), timesChance ? " x chance" : "");
  }

  /** Without {@link Double#toString}, whose text differs between versions of Java. */
  private static String text(double number) {
    BigDecimal rounded = new BigDecimal(number).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
