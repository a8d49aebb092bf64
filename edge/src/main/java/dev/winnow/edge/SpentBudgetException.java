package dev.winnow.edge;

import dev.winnow.core.PrivacyRefusalException;
import java.util.Locale;

/** The node has told as much today as its owner lets it; nothing more is sent. */
public final class SpentBudgetException extends PrivacyRefusalException {
  SpentBudgetException(double limit, double bits) {
    super(
        String.format(
            Locale.ROOT,
            "today's budget of %.6g bits is spent but for less than the %.3g that one more answer"
                + " tells, and nothing more is sent; go on tomorrow (UTC), or raise --budget",
            limit,
            bits));
  }
}
