package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** The server has no model that continues where the extractor ends. No feature was sent. */
public final class UnsuitableAnalyzerException extends WinnowException {
  UnsuitableAnalyzerException(String message) {
    super(message);
  }
}
