package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** The network in a package is not what its manifest says. */
public final class MismatchedExtractorException extends WinnowException {
  MismatchedExtractorException(String message) {
    super(message);
  }
}
