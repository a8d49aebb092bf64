package dev.winnow.voice.activity;

import dev.winnow.core.WinnowException;

/** A network is no voice activity detector that can be run here. */
public final class UnsuitableDetectorException extends WinnowException {
  UnsuitableDetectorException(String what, String clause) {
    super(sentence(what, clause));
  }

  UnsuitableDetectorException(String what, String clause, Throwable cause) {
    super(sentence(what, clause), cause);
  }

  private static String sentence(String what, String clause) {
    return "%s cannot find speech: %s; winnow fetch vad writes a network that does"
        .formatted(what, clause);
  }
}
