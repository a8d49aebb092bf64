package dev.winnow.data;

import dev.winnow.core.WinnowException;

/** The bytes of a capture are not there, or not the whole of one that can be read. */
public final class UnreadableCaptureException extends WinnowException {
  private final String what;
  private final String reason;

  /**
   * A capture that cannot be read.
   *
   * @param what names it, such as its file
   * @param reason what is wrong, such as {@code it is cut short}; never what it holds
   */
  public UnreadableCaptureException(String what, String reason) {
    super(sentence(what, reason));
    this.what = what;
    this.reason = reason;
  }

  /**
   * A capture that cannot be read for a cause of its own.
   *
   * @param what names it, such as its file
   * @param reason what is wrong, such as {@code it is damaged}; never what it holds
   * @param cause what the decoder met
   */
  public UnreadableCaptureException(String what, String reason, Throwable cause) {
    super(sentence(what, reason), cause);
    this.what = what;
    this.reason = reason;
  }

  /** What names the capture, such as its file. */
  public String what() {
    return what;
  }

  /** What is wrong, without the capture's name, such as {@code it is cut short}. */
  public String reason() {
    return reason;
  }

  private static String sentence(String what, String reason) {
    return "cannot read " + PrintableName.of(what) + ": " + reason + "; mend or remove it";
  }
}
