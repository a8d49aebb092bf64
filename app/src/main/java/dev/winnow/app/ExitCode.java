package dev.winnow.app;

/** What the process tells the shell. */
final class ExitCode {
  static final int OK = 0;

  /** Something went wrong; one sentence on stderr says what. */
  static final int FAILED = 1;

  /** The command line cannot be understood. */
  static final int USAGE = 2;

  /** A privacy verdict is not met, or a certificate is not to be trusted. */
  static final int NOT_MET = 3;

  private ExitCode() {}
}
