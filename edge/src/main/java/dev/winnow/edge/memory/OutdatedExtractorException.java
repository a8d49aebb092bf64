package dev.winnow.edge.memory;

import dev.winnow.core.PrivacyRefusalException;

/** A package is older than one of the same name that this node ran before; nothing was sent. */
public final class OutdatedExtractorException extends PrivacyRefusalException {
  OutdatedExtractorException(String message) {
    super(message);
  }
}
