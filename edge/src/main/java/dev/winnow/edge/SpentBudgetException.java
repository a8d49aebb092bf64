package dev.winnow.edge;

import dev.winnow.core.PrivacyRefusalException;
import java.util.Locale;

/** The node has told as much today as its owner lets it; nothing more is sent. */
public final class SpentBudgetException extends PrivacyRefusalException {
  SpentBudgetException(double limit, double bits) {
    this("today's budget", limit, bits, "--budget");
  }

  /**
   * @param what is spent, such as {@code today's budget of dir:hall}
   * @param option by which it was set
   */
  SpentBudgetException(String what, double limit, double bits, String option) {
    super(
        String.format(
            Locale.ROOT,
            "%s of %.6g bits is spent but for less than the %.3g that one more answer"
                + " tells, and nothing more is sent; go on tomorrow (UTC), or raise %s",
            what,
            limit,
            bits,
            option));
  }
}
