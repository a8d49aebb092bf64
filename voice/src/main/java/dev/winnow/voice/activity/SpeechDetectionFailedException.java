package dev.winnow.voice.activity;

import dev.winnow.core.WinnowException;

/** A detector could not tell whether somebody speaks. */
public final class SpeechDetectionFailedException extends WinnowException {
  private static final String SENTENCE =
      "the voice activity detector failed, so that nothing more is sent: %s";

  /**
   * @param clause why, such as {@code its answer is no probability}
   */
  public SpeechDetectionFailedException(String clause) {
    super(SENTENCE.formatted(clause));
  }

  /**
   * @param clause why
   * @param cause what was caught
   */
  public SpeechDetectionFailedException(String clause, Throwable cause) {
    super(SENTENCE.formatted(clause), cause);
  }
}
