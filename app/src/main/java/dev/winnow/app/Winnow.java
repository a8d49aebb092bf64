package dev.winnow.app;

import dev.winnow.app.device.ProfileCommand;
import dev.winnow.app.serve.ProcessLog;
import dev.winnow.app.speech.RecogniserCommand;
import dev.winnow.cli.CommandRunner;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.cli.Version;
import dev.winnow.edge.command.EdgeCommand;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
public final class Winnow implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Winnow() {}

  /** Without a command: how it is used. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    ProcessLog.silence();
    CommandRunner.main(console -> commandLine(console, args), args);
  }

  /**
   * Runs one command line.
   *
   * @param out takes the result
   * @param err takes progress and complaints
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    Console console = new Console(out, err, false);
    int code = CommandRunner.run(console, commandLine(console, args), args);
    out.flush();
    err.flush();
    return code;
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
    commands.put("card", CardCommand::new);
    commands.put("profile", ProfileCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("build", BuildCommand::new);
    commands.put("keygen", KeygenCommand::new);
    commands.put("audit", AuditCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("revoke", RevokeCommand::new);
    commands.put("recogniser", RecogniserCommand::new);
    commands.put("serve", ServeCommand::new);
    commands.put("edge", EdgeCommand::new);
    return commands;
  }
}
