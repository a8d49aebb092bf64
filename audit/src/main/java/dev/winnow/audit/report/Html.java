package dev.winnow.audit.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Pieces of a page. */
public final class Html {
  private static final String CSS = "report.css";

  private Html() {}

  /** Text that may hold anything, made safe between tags and inside quoted attributes. */
  public static String text(String anything) {
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

  /** How reports look. */
  public static String css() {
    try (InputStream in = Objects.requireNonNull(Html.class.getResourceAsStream(CSS))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CSS, e);
    }
  }

  /**
   * A page that needs no network and no script.
   *
   * @param title plain text
   * @param style of what is on no other page, CSS
   * @param lead the first sentence, HTML
   * @param parts what follows, HTML
   */
  public static String page(String title, String style, String lead, List<String> parts) {
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title><style>
        %s%s</style></head><body><main>
        <h1>%s</h1>
        <p class="lead">%s</p>
        %s</main></body></html>
        """
        .formatted(text(title), css(), style, text(title), lead, String.join("", parts));
  }

  /** A share from 0 to 1 in percent. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A number of two to three digits that count. */
  public static String number(double value) {
    double size = Math.abs(value);
    String form = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= .1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }
}
