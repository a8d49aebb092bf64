package dev.winnow.core;

/** A package is well made and holds what this program, or this command, cannot run. */
public final class UnsupportedPackageException extends WinnowException {
  private static final long serialVersionUID = 1;

  UnsupportedPackageException(String message) {
    super(message);
  }
}
