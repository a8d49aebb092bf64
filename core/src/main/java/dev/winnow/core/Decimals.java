package dev.winnow.core;

import java.util.Locale;

/** Numbers for people. */
public final class Decimals {
  private Decimals() {}

  /** To two decimals; what rounds to nothing has no sign. */
  public static String hundredths(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.equals("-0.00") ? "0.00" : text;
  }
}
