package dev.winnow.app;

import dev.winnow.core.WinnowException;
import dev.winnow.edge.OutdatedExtractorException;
import dev.winnow.edge.SpentBudgetException;
import dev.winnow.trust.UntrustedException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code winnow} command. */
@Command(
    name = "winnow",
    versionProvider = Version.class,
    description = {
      "Splits a trained network between the edge and the cloud, so that what leaves the device"
          + " serves the task and nothing else.",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExit codes: ",
    footer = "0 ok, 1 failed, 2 usage, 3 privacy verdict not met")
public final class Winnow {
  private Winnow() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(new Console(out, err, Boolean.getBoolean("winnow.terminal")), args);
    out.flush();
    System.exit(code);
  }

  /**
   * Runs one command line.
   *
   * @param out takes the result
   * @param err takes progress and complaints
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    int code = run(new Console(out, err, false), args);
    out.flush();
    err.flush();
    return code;
  }

  private static int run(Console console, String... args) {
    CommandLine line = commandLine(console, args);
    if (args.length == 0) {
      line.usage(console.err());
      return ExitCode.USAGE;
    }
    return line.setOut(console.out())
        .setErr(console.err())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Winnow::misunderstood)
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(console, failure))
        .execute(args);
  }

  /** The command line with all its commands, or with the one that the arguments ask for. */
  static CommandLine commandLine(Console console, String... args) {
    CommandLine line = new CommandLine(new Winnow());
    chosen(args).forEach((name, command) -> line.addSubcommand(name, command.apply(console)));
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * Only the command asked for is loaded, so that the program starts fast and that a command runs
   * where the others' modules are missing, as the training library is on the edge.
   */
  private static Map<String, Function<Console, Object>> chosen(String[] args) {
    Map<String, Function<Console, Object>> commands = commands();
    Function<Console, Object> named = args.length == 0 ? null : commands.get(args[0]);
    return named == null ? commands : Map.of(args[0], named);
  }

  /** Every command in the order of a first use, which is the order of the help. */
  private static Map<String, Function<Console, Object>> commands() {
    Map<String, Function<Console, Object>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand::new);
    commands.put("fetch", FetchCommand::new);
    commands.put("import", ImportCommand::of);
    commands.put("train", TrainCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("build", BuildCommand::new);
    commands.put("keygen", KeygenCommand::new);
    commands.put("audit", AuditCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("revoke", RevokeCommand::new);
    commands.put("serve", ServeCommand::new);
    commands.put("edge", EdgeCommand::new);
    return commands;
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
    boolean refused =
        failure instanceof UntrustedException
            || failure instanceof OutdatedExtractorException
            || failure instanceof SpentBudgetException;
    return refused ? ExitCode.NOT_MET : ExitCode.FAILED;
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
