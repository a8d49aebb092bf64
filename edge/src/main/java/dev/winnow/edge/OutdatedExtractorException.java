package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** A package is older than one of the same name that this node ran before; nothing was sent. */
public final class OutdatedExtractorException extends WinnowException {
  OutdatedExtractorException(String message) {
    super(message);
  }
}
