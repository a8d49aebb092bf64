package dev.winnow.app;

import java.util.Locale;

/** Numbers as people read them. */
final class Units {
  private Units() {}

  /** Three figures and a letter: {@code 1.23 M}. */
  static String count(long value) {
    return scaled((double) value, "");
  }

  /** Three figures and a unit: {@code 401 kB}; a kB is 1,000 bytes. */
  static String bytes(long value) {
    return scaled((double) value, "B");
  }

  /** A share as per cent with one decimal: {@code 12.3 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Milliseconds with two decimals. */
  static String millis(double value) {
    return String.format(Locale.ROOT, "%.2f ms", value);
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
