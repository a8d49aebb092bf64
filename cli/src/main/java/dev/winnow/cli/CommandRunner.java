package dev.winnow.cli;

import dev.winnow.core.PrivacyRefusalException;
import dev.winnow.core.WinnowException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs a command line of Winnow: exit codes, and one sentence for whatever goes wrong. */
public final class CommandRunner {
  private CommandRunner() {}

  /**
   * Runs it as a process does, between its arguments and the process's exit code.
   *
   * @param program makes the command line, given where it speaks
   */
  public static void main(Function<Console, CommandLine> program, String... args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Console console = new Console(out, err, Boolean.getBoolean("winnow.terminal"));
    System.exit(written(console, run(console, program.apply(console), args)));
  }

  /**
   * Runs one command line.
   *
   * @return the exit code
   */
  public static int run(Console console, CommandLine program, String... args) {
    return program
        .setOut(console.out())
        .setErr(console.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandRunner::misunderstood)
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(console, failure))
        .execute(args);
  }

  /**
   * The exit code of a command whose results are to be written now: one that could not write them
   * has failed, whatever it says itself.
   */
  static int written(Console console, int code) {
    if (console.out().checkError() && code == ExitCode.OK) {
      console
          .err()
          .println(
              "winnow: the standard output could not be written to its end (its reader has left, or"
                  + " the disk is full)");
      return ExitCode.FAILED;
    }
    return code;
  }

  /** What went wrong, what was perhaps meant, how the command is used. */
  private static int misunderstood(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("winnow: " + error.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(error, err);
    err.print(command.getHelp().fullSynopsis());
    err.printf("See '%s --help'.%n", command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }

  private static int failed(Console console, Exception failure) {
    console.endProgress();
    console.err().println("winnow: " + sentence(failure));
    if (System.getenv("WINNOW_TRACE") != null) {
      failure.printStackTrace(console.err());
    }
    return failure instanceof PrivacyRefusalException ? ExitCode.NOT_MET : ExitCode.FAILED;
  }

  /** Our own failures and the file system's speak for themselves; anything else is a defect. */
  private static String sentence(Exception failure) {
    if (failure instanceof WinnowException || failure instanceof UncheckedIOException) {
      return String.valueOf(failure.getMessage());
    }
    return "internal error ("
        + failure
        + "); please report it with the output of the same command under WINNOW_TRACE=1";
  }
}
