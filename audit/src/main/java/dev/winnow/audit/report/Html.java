package dev.winnow.audit.report;

import java.util.Locale;

/** Pieces of a page. */
final class Html {
  private Html() {}

  /** Text that may hold anything, made safe between tags and inside quoted attributes. */
  static String text(String anything) {
    StringBuilder safe = new StringBuilder();
    anything
        .chars()
        .forEach(
            c ->
                safe.append(
                    switch (c) {
                      case '&' -> "&amp;";
                      case '<' -> "&lt;";
                      case '>' -> "&gt;";
                      case '"' -> "&quot;";
                      case '\'' -> "&#39;";
                      default -> String.valueOf((char) c);
                    }));
    return safe.toString();
  }

  /** A share from 0 to 1 in percent. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A number of two to three digits that count. */
  static String number(double value) {
    double size = Math.abs(value);
    String form = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= .1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }
}
