package dev.winnow.cli;

/** What the process tells the shell. */
public final class ExitCode {
  public static final int OK = 0;

  /** Something went wrong; one sentence on stderr says what. */
  public static final int FAILED = 1;

  /** The command line cannot be understood. */
  public static final int USAGE = 2;

  /** A privacy verdict is not met, or a certificate is not to be trusted. */
  public static final int NOT_MET = 3;

  private ExitCode() {}
}
