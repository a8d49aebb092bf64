package dev.winnow.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Units {
  private Units() {}

  /** Three figures and a letter: {@code 1.23 M}. */
  public static String count(long value) {
    return scaled((double) value, "");
  }

  /** Three figures and a unit: {@code 401 kB}; a kB is 1,000 bytes. */
  public static String bytes(long value) {
    return scaled((double) value, "B");
  }

  /** A share as per cent with one decimal: {@code 12.3 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Milliseconds with two decimals: {@code 0.41 ms}. */
  public static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
  }

  private static String scaled(double value, String unit) {
    String[] prefixes = {"", "k", "M", "G", "T"};
    int step = 0;
    while (value >= 999.5 && step < prefixes.length - 1) {
      value /= 1000;
      step++;
    }
    String figures = step == 0 ? "%.0f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
    return (String.format(Locale.ROOT, figures, value) + " " + prefixes[step] + unit).strip();
  }
}
