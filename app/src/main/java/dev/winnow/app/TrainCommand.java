package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.cli.Console;
import dev.winnow.cli.Units;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.scratch.Trained;
import dev.winnow.learn.scratch.Training;
import dev.winnow.learn.scratch.TrainingSettings;
import dev.winnow.learn.training.Schedule;
import dev.winnow.modalities.Modalities;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow train}: a network from scratch, or a head over one of somebody else. */
@Command(
    name = "train",
    description =
        "Trains a network from scratch to tell the labels of a data set apart, or a head over a"
            + " trained one.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Runnable {
  private static final Schedule STANDARD = TrainingSettings.STANDARD;

  private final Console console;

  @Option(names = "--data", required = true, paramLabel = "SET", description = "A data set.")
  private Path data = Path.of("");

  @Option(
      names = {"--label", "--primary"},
      required = true,
      paramLabel = "COLUMN",
      description = "Column of the labels to tell apart.")
  private String label = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The ONNX file.")
  private Path out = Path.of("");

  @Option(
      names = "--identity",
      paramLabel = "COLUMN",
      defaultValue = "identity",
      description =
          "Column that names the people, who never straddle training, validation and test"
              + " (default: ${DEFAULT-VALUE}). A \"split\" column takes precedence.")
  private String identity = "";

  @Option(
      names = "--split-by",
      paramLabel = "WHAT",
      description =
          "What is drawn for training, validation and test: ${COMPLETION-CANDIDATES} (default:"
              + " person).")
  private SplitOptions.SplitBy splitBy = SplitOptions.SplitBy.PERSON;

  @Mixin private ArchitectureOptions architecture = new ArchitectureOptions();

  @Mixin private TrainingInput input = new TrainingInput();

  @Option(names = "--epochs", description = "How often every sample is seen (default: 20).")
  private int epochs = STANDARD.epochs();

  @Option(names = "--batch", description = "Samples per step (default: 32).")
  private int batch = STANDARD.batch();

  @Option(names = "--rate", description = "Learning rate at the start (default: 0.002).")
  private double rate = STANDARD.learningRate();

  @Option(names = "--optimiser", description = "${COMPLETION-CANDIDATES} (default: adam).")
  private Optimizer optimiser = STANDARD.optimiser();

  @Mixin private AugmentationOptions augmentation = new AugmentationOptions();

  @Option(names = "--seed", description = "Of every random choice (default: 1).")
  private long seed = 1;

  @Option(names = "--threads", description = "Threads that compute (default: all cores).")
  private Optional<Integer> threads = Optional.empty();

  @Mixin private BackboneOptions backbone = new BackboneOptions();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (backbone.areGiven(command)) {
      overBackbone();
      return;
    }
    DataSet set = DataSet.open(data);
    Partition partition = splitBy.partition(set, identity, seed);
    InputSpec prepared = LearningUsage.valid(command, () -> input(set, partition));
    TrainingSettings settings = LearningUsage.valid(command, () -> settings(prepared));
    long unlabelled = unlabelled(set);
    Trained trained =
        Training.run(
            set,
            Modalities.of(prepared.modality()).preprocessor(prepared),
            partition,
            label,
            settings,
            console.progress("training"));
    trained.network().write(out);
    if (json) {
      console.out().println(Json.line(toJson(trained).put("unlabelled", unlabelled)));
    } else {
      console
          .out()
          .printf(
              "%s: best after epoch %d of %d; right on validation %s, on %,d test samples %s"
                  + " (balanced %s)%n",
              out,
              trained.epoch(),
              epochs,
              Units.percent(trained.validation().plain()),
              trained.test().samples(),
              Units.percent(trained.test().plain()),
              Units.percent(trained.test().balanced()));
      if (unlabelled > 0) {
        console.say(
            "%,d samples without a label in the column \"%s\" were left out"
                .formatted(unlabelled, label));
      }
      console.out().println("Next: winnow inspect " + out);
    }
  }

  private void overBackbone() {
    Network network = LearningUsage.valid(command, backbone::network);
    DataSet set = DataSet.open(data);
    new BackboneTraining(console, backbone, out, json)
        .run(network, set, splitBy.partition(set, identity, seed), label, seed, threads());
  }

  private int threads() {
    return threads.orElse(Runtime.getRuntime().availableProcessors());
  }

  private long unlabelled(DataSet set) {
    return set.samples().stream().filter(sample -> sample.label(label).isEmpty()).count();
  }

  private InputSpec input(DataSet set, Partition partition) {
    Architecture asked = architecture.of(set.card().modality());
    architecture.recurrent(asked);
    InputSpec made = input.of(set, partition, asked, threads(), console);
    asked.requireInput(made.shape());
    return made;
  }

  private TrainingSettings settings(InputSpec prepared) {
    Architecture asked = architecture.of(prepared.modality());
    return new TrainingSettings(
        asked,
        architecture.recurrent(asked),
        new Schedule(epochs, batch, rate, optimiser),
        augmentation.of(prepared),
        seed,
        threads());
  }

  private ObjectNode toJson(Trained trained) {
    ObjectNode object = Json.object().put("network", out.toString()).put("epoch", trained.epoch());
    object.set("validation", trained.validation().toJson());
    object.set("test", trained.test().toJson());
    object.set("provenance", trained.provenance().toJson());
    return object;
  }
}
