package dev.winnow.video;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as messages state them. */
final class Seconds {
  private Seconds() {}

  /** Such as {@code 1.5 s}. */
  static String of(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}
