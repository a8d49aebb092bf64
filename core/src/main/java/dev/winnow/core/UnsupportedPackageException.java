package dev.winnow.core;

/** A package is well made and holds what this program, or this command, cannot run. */
public final class UnsupportedPackageException extends WinnowException {
  private static final long serialVersionUID = 1;

  /**
   * A package that says what is not understood or cannot be run here.
   *
   * @param message one sentence: what, and what to do
   */
  public UnsupportedPackageException(String message) {
    super(message);
  }
}
