package dev.winnow.data;

import java.io.IOException;

/**
 * What a decoder found wrong with a capture, as a clause such as "it is cut short": an {@link
 * UnreadableCaptureException} that does not know yet which capture it is.
 */
public final class DamagedCaptureException extends IOException {
  private static final long serialVersionUID = 1;

  private final String clause;

  /**
   * Something wrong.
   *
   * @param clause never what the capture holds
   */
  public DamagedCaptureException(String clause) {
    super(clause);
    this.clause = clause;
  }

  /** What is wrong. */
  public String clause() {
    return clause;
  }
}
