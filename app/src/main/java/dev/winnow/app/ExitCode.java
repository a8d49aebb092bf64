package dev.winnow.app;

/** What the process tells the shell. */
final class ExitCode {
  static final int OK = 0;

  /** Something went wrong; one sentence on stderr says what. */
  static final int FAILED = 1;

  /** The command line cannot be understood. */
  static final int USAGE = 2;

  /** All went well, and what was measured does not meet the policy. */
  static final int NOT_PRIVATE = 3;

  private ExitCode() {}
}
