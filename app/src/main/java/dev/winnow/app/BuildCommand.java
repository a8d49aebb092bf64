package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Embedding;
import dev.winnow.core.Json;
import dev.winnow.core.Preprocessing;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.learn.FineTuning;
import dev.winnow.learn.FineTuningSettings;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow build}: a network becomes an extractor package and an analyzer repository. */
@Command(
    name = "build",
    description =
        "Cuts a network in two: an extractor package for the edge, an analyzer for the cloud.",
    mixinStandardHelpOptions = true)
final class BuildCommand implements Runnable {
  /** A manifest's version has at most nine digits. */
  private static final int MOST_VERSION = 999_999_999;

  private final Console console;

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "An ONNX network.")
  private Path model = Path.of("");

  @Option(
      names = "--cut",
      required = true,
      paramLabel = "CUT",
      description = "Tensor or layer at which to cut; winnow inspect lists them.")
  private String cut = "";

  @Option(
      names = "--embedding",
      defaultValue = "simple",
      paramLabel = "EMBEDDING",
      description =
          "How the feature is made: simple (default), reduced, siamese, advanced, or all.")
  private String embedding = "simple";

  @Option(names = "--name", required = true, description = "Name of the service.")
  private String name = "";

  @Option(
      names = "--model-version",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Version of the service (default: 1); raise it with every change that nodes should not go"
              + " back from.")
  private int version = 1;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder that receives NAME.extractor and analyzer/NAME.")
  private Path out = Path.of("");

  @Mixin private PreprocessingOptions preprocessing = new PreprocessingOptions();

  @Mixin private StudyOptions ladder = new StudyOptions();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  BuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    List<Embedding> embeddings = LearningUsage.valid(command, this::embeddings);
    String versionText = LearningUsage.valid(command, this::version);
    Network network = Network.read(model);
    Cut at = network.cut(cut);
    Preprocessing prepared = LearningUsage.valid(command, () -> preprocessing.of(network));
    if (ladder.data().isPresent()) {
      buildEmbeddings(network, at, prepared, embeddings, versionText);
      return;
    }
    if (!embeddings.equals(List.of(Embedding.SIMPLE))) {
      throw new ParameterException(
          command.commandLine(),
          "--embedding %s learns from data; name a data set with --data".formatted(embedding));
    }
    PackageWriter packaging =
        LearningUsage.valid(
            command, () -> PackageWriter.write(network, at, prepared, name, versionText, out));
    if (json) {
      console.out().println(Json.line(toJson(packaging)));
    } else {
      print(packaging, network.cost());
    }
  }

  private List<Embedding> embeddings() {
    if (embedding.equals("all")) {
      return List.of(Embedding.values());
    }
    return Stream.of(Embedding.values())
        .filter(known -> known.word().equals(embedding))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--embedding is %s and must be simple, reduced, siamese, advanced or all"
                        .formatted(embedding)));
  }

  private String version() {
    if (version < 1 || version > MOST_VERSION) {
      throw new IllegalArgumentException(
          "--model-version must be from 1 to %d, not %d".formatted(MOST_VERSION, version));
    }
    return String.valueOf(version);
  }

  private void buildEmbeddings(
      Network network, Cut at, Preprocessing said, List<Embedding> embeddings, String versionText) {
    DataSet set = DataSet.open(ladder.data().orElseThrow());
    // What is learned and measured goes into the packages, the set's framing with it.
    Preprocessing prepared = set.framed(said);
    String primary =
        ladder
            .primary()
            .orElseThrow(
                () ->
                    new ParameterException(
                        command.commandLine(),
                        "--data needs --primary, the column of the label that the service needs"));
    SplitOptions people = ladder.people();
    Partition partition = LearningUsage.valid(command, () -> people.partition(set));
    PrimaryTask asked = PrimaryTask.of(network, set, primary);
    NoiseSearchSpace noise = LearningUsage.valid(command, ladder::noise);
    // What cannot be learned is refused before anything that takes minutes.
    Optional<FineTuning> tuning =
        embeddings.contains(Embedding.SIAMESE) || embeddings.contains(Embedding.ADVANCED)
            ? Optional.of(
                FineTuning.of(
                    network,
                    at,
                    prepared,
                    set,
                    partition,
                    primary,
                    LearningUsage.valid(command, () -> ladder.tuning().settings(people))))
            : Optional.empty();
    Optional<FineTuningSettings> joint = LearningUsage.valid(command, () -> ladder.joint(noise));
    StudyContext context =
        StudyContext.of(
            PreparedSamples.of(set, prepared, people.threads()),
            partition,
            asked,
            people.sensitive(),
            people.seed(),
            people.threads(),
            console.progress("attacking the raw images"));
    EmbeddingStudy.Plan plan =
        new EmbeddingStudy.Plan(
            network,
            at,
            prepared,
            partition,
            ladder.dims(asked.heads()),
            noise,
            tuning,
            joint,
            embeddings,
            name,
            versionText,
            out,
            PackageWriter.here().from(people.seed(), set.digest()));
    EmbeddingStudy.Built built = new EmbeddingStudy(plan, context, console).build();
    ObjectNode result = built.toJson();
    write(out.resolve("build.json"), Json.pretty(result));
    if (json) {
      console.out().println(Json.line(result));
    } else {
      EmbeddingTable.print(built, console.out());
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void print(PackageWriter packaging, Cost whole) {
    Cut at = packaging.cut();
    PrintWriter out = console.out();
    out.printf("cut        %s (%s), %s%n", at.tensor(), at.op(), at.shape());
    out.printf(
        "feature    %,d floats, %s a sample; the network's input has %,d%n",
        at.floats(), Units.bytes(at.bytes()), packaging.manifest().preprocessing().shape().size());
    part("edge", packaging.extractor(), at.extractor(), whole);
    part("cloud", packaging.analyzer(), at.analyzer(), whole);
    out.println();
    out.println("Next: winnow serve " + packaging.analyzer());
    out.printf(
        "      winnow edge %s --uncertified --source dir:FOLDER --analyzer http://localhost:8080%n",
        packaging.extractor());
  }

  private void part(String where, Path file, Cost cost, Cost whole) {
    console
        .out()
        .printf(
            "%-9s  %s: %s parameters, %s multiply-accumulates (%s)%n",
            where,
            file,
            Units.count(cost.parameters()),
            Units.count(cost.macs()),
            Units.percent(cost.share(whole)));
  }

  private static ObjectNode toJson(PackageWriter packaging) {
    ObjectNode object = Json.object();
    object.put("extractor", packaging.extractor().toString());
    object.put("analyzer", packaging.analyzer().toString());
    object.set("manifest", packaging.manifest().toJson());
    return object;
  }
}
