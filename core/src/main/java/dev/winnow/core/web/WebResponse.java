package dev.winnow.core.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a browser gets.
 *
 * @param status of HTTP
 * @param type of the body, as in {@code Content-Type}
 * @param body handed over, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record WebResponse(int status, String type, byte[] body) {
  private static final String PLAIN = "text/plain; charset=utf-8";

  /** Plain text. */
  public static WebResponse text(int status, String text) {
    return text(status, PLAIN, text);
  }

  /** Text of a type. */
  public static WebResponse text(int status, String type, String text) {
    return new WebResponse(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A file beside a class, or anywhere on the class path.
   *
   * @param name as {@link Class#getResourceAsStream} takes it
   * @throws IllegalStateException if there is none
   */
  public static WebResponse resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new WebResponse(200, type(name), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> PLAIN;
    };
  }
}
