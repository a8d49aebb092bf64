package dev.winnow.zoo;

import dev.winnow.core.WinnowException;

/** A package's tarball is unreadable, not the pinned one, or does not hold what it should. */
public final class RefusedPackageException extends WinnowException {
  RefusedPackageException(String message) {
    super(message);
  }

  RefusedPackageException(String message, Throwable cause) {
    super(message, cause);
  }
}
