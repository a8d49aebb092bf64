package dev.winnow.app;

import dev.winnow.app.preprocessing.PreprocessingOptions;
import dev.winnow.build.Precision;
import dev.winnow.build.TrialRun;
import dev.winnow.build.UncutNetwork;
import dev.winnow.build.device.DeviceProfile;
import dev.winnow.build.plan.Candidate;
import dev.winnow.build.plan.PlanBudget;
import dev.winnow.build.plan.PlanTask;
import dev.winnow.build.plan.SplitPlan;
import dev.winnow.build.plan.SplitPlanPage;
import dev.winnow.build.plan.SplitPlanner;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.cli.Version;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.onnx.NetworkImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow plan}: where to cut a network, found by trying. */
@Command(
    name = "plan",
    description =
        "Tries cuts, resolutions and embeddings of a network under a budget, and says which to"
            + " build.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "An ONNX network.")
  private Path model = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "SET",
      description = "A data set to learn from; its test part is left for the build.")
  private Path data = Path.of("");

  @Option(
      names = "--primary",
      required = true,
      paramLabel = "COLUMN",
      description = "Column of the label that the service needs.")
  private String primary = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder that receives plan.json and plan.html; a plan that was stopped goes on from"
              + " there.")
  private Path out = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "FILE",
      description =
          "Profile of the machine that the edge will be, as winnow profile --out writes it there:"
              + " milliseconds are of that one, and nothing is timed here.")
  private Optional<Path> device = Optional.empty();

  @Mixin private PlanBudgetOptions limits = new PlanBudgetOptions();

  @Mixin private NetworkOptions options = new NetworkOptions();

  @Mixin private PreprocessingOptions preprocessing = new PreprocessingOptions();

  @Mixin private SplitOptions people = new SplitOptions();

  @Mixin private FineTuningOptions tuning = new FineTuningOptions();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlanBudget budget = LearningUsage.valid(command, limits::budget);
    Optional<DeviceProfile> profile = device.map(DeviceProfile::read);
    NetworkImport imported =
        TrialRun.keepingSamplesApart(LearningUsage.valid(command, () -> options.read(model)));
    DataSet set = DataSet.open(data);
    InputSpec input =
        LearningUsage.valid(command, () -> preprocessing.of(imported.network(), Optional.of(set)));
    NetworkImport taking = imported.taking(input.shape());
    NetworkOptions.say(taking, console);
    Partition partition = LearningUsage.valid(command, () -> people.partition(set));
    Optional<String> sensitive = LearningUsage.valid(command, () -> people.sensitive(set));
    UncutNetwork uncut =
        new PreparedNetwork(taking.network(), input)
            .labelled(set, partition, primary, people.threads(), console);
    PlanTask task =
        new PlanTask(
            uncut,
            imported,
            partition,
            primary,
            sensitive,
            (embedding, each, noise, effort) -> tuning.plan(embedding, people, each, noise, effort),
            profile,
            budget,
            people.seed());
    SplitPlan plan = run(task, set);
    Optional<String> build =
        plan.recommended().map(trial -> buildCommand(trial.candidate(), plan.epsilon(), input));
    AtomicFile.writeText(out.resolve("plan.json"), Json.pretty(plan.toJson()));
    AtomicFile.writeText(
        out.resolve("plan.html"),
        SplitPlanPage.of(String.valueOf(model.getFileName()), plan, build));
    if (json) {
      console.out().println(Json.line(plan.toJson()));
    } else {
      PlanTable.print(plan, console.out());
      build.ifPresent(text -> console.out().println("Next: " + text));
      console.out().println("Chart: " + out.resolve("plan.html"));
    }
    return plan.isWithinBudget() ? ExitCode.OK : ExitCode.FAILED;
  }

  private SplitPlan run(PlanTask task, DataSet set) {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + out, e);
    }
    return SplitPlanner.run(
        task,
        out.resolve("plan.journal.json"),
        Version.provenance().from(people.seed(), set.digest()),
        new ConsolePlan(console));
  }

  /** What was said here and counts there, and what was found. */
  private String buildCommand(Candidate candidate, double epsilon, InputSpec own) {
    List<String> words = new ArrayList<>(List.of("winnow", "build"));
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      if (!isOfPlan(option) && !isOfWhole(option, candidate)) {
        option
            .originalStringValues()
            .forEach(
                value -> {
                  words.add(option.longestName());
                  if (option.arity().max() > 0) {
                    words.add(quoted(value));
                  }
                });
      }
    }
    words.addAll(List.of("--cut", quoted(candidate.cut())));
    words.addAll(List.of("--embedding", candidate.embedding().word()));
    if (candidate.precision() != Precision.FLOAT32) {
      words.addAll(List.of("--precision", candidate.precision().word()));
    }
    candidate
        .resolution()
        .ifPresent(
            size -> {
              words.addAll(List.of("--resolution", size.text()));
              words.addAll(List.of("--crop", String.valueOf(size.preparation(own).crop())));
            });
    words.addAll(List.of("--epsilon", String.valueOf(epsilon), "--name", "NAME", "--out", "OUT"));
    return String.join(" ", words);
  }

  /** What is about the plan and not about what is built. */
  private boolean isOfPlan(OptionSpec option) {
    CommandSpec budget = Objects.requireNonNull(command.mixins().get("limits"));
    return budget.findOption(option.longestName()) != null
        || option.longestName().equals("--out")
        || option.longestName().equals("--device")
        || option.longestName().equals("--json");
  }

  /** A crop of the images that the network takes as it is says nothing of smaller ones. */
  private static boolean isOfWhole(OptionSpec option, Candidate candidate) {
    return option.longestName().equals("--crop") && candidate.resolution().isPresent();
  }

  /** As a shell reads it as one word. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./=,:+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
