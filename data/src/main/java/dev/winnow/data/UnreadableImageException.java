package dev.winnow.data;

import dev.winnow.core.WinnowException;

/** A file is not an image that can be read, or not the whole of one. */
public final class UnreadableImageException extends WinnowException {
  private final String reason;

  UnreadableImageException(String what, String reason) {
    super(sentence(what, reason));
    this.reason = reason;
  }

  UnreadableImageException(String what, String reason, Throwable cause) {
    super(sentence(what, reason), cause);
    this.reason = reason;
  }

  /** What is wrong, without the file's name, such as {@code it is cut short}. */
  public String reason() {
    return reason;
  }

  private static String sentence(String what, String reason) {
    return "cannot read the image " + what + ": " + reason + "; mend or remove it";
  }
}
