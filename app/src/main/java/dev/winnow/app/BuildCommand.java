package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.app.mask.MaskBuild;
import dev.winnow.app.mask.MaskOptions;
import dev.winnow.app.preprocessing.InputText;
import dev.winnow.app.preprocessing.PreprocessingOptions;
import dev.winnow.app.voice.VoiceAuditOptions;
import dev.winnow.app.voice.VoiceBuild;
import dev.winnow.app.voice.VoiceOptions;
import dev.winnow.app.voice.VoiceSearch;
import dev.winnow.build.PackageOutput;
import dev.winnow.build.PackageWriter;
import dev.winnow.build.Precision;
import dev.winnow.build.Resolution;
import dev.winnow.build.TrialRun;
import dev.winnow.build.WrittenPackage;
import dev.winnow.cli.Console;
import dev.winnow.cli.Units;
import dev.winnow.cli.Version;
import dev.winnow.core.Embedding;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.data.DataSet;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.NetworkImport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "An ONNX network; only --filter voice needs none.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--cut",
      paramLabel = "CUT",
      description = "Tensor or layer at which to cut; winnow inspect lists them.")
  private Optional<String> cut = Optional.empty();

  @Option(
      names = "--embedding",
      defaultValue = "simple",
      paramLabel = "EMBEDDING",
      description =
          "How the feature is made: simple (default), reduced, siamese, advanced, bottleneck, or"
              + " all.")
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

  @Mixin private NetworkOptions options = new NetworkOptions();

  @Mixin private PreprocessingOptions preprocessing = new PreprocessingOptions();

  @Option(
      names = "--resolution",
      paramLabel = "WxH",
      description =
          "Run a network for images on smaller ones, such as 80x80: the edge computes less, and"
              + " learns with --embedding advanced what that costs. They are cropped closer, by"
              + " the square root of the factor, unless --crop says how.")
  private Optional<String> resolution = Optional.empty();

  @Mixin private MaskOptions mask = new MaskOptions();

  @Mixin private VoiceOptions voice = new VoiceOptions();

  @Mixin private VoiceAuditOptions voices = new VoiceAuditOptions();

  @Mixin private StudyOptions study = new StudyOptions();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  BuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (mask.method().isPresent()) {
      buildFilter(mask.method().get());
      return;
    }
    modelGiven();
    String wanted = cutGiven();
    List<Embedding> embeddings = LearningUsage.valid(command, this::embeddings);
    String versionText = LearningUsage.valid(command, this::version);
    NetworkImport whole =
        TrialRun.keepingSamplesApart(
            LearningUsage.valid(command, () -> options.read(modelGiven())));
    Optional<Resolution> size =
        LearningUsage.valid(command, () -> resolution.map(Resolution::parse));
    NetworkImport imported = size.map(smaller -> smaller.of(whole)).orElse(whole);
    // What is put before the network so that it takes captures is nothing to cut at.
    String tensor = imported.network().cut(wanted).tensor();
    // What is learned and measured goes into the packages, the set's framing with it.
    Optional<DataSet> set = study.data().map(DataSet::open);
    InputSpec own = LearningUsage.valid(command, () -> own(whole, set));
    InputSpec input =
        size.map(smaller -> (InputSpec) preprocessing.cropped(smaller.preparation(own)))
            .orElse(own);
    NetworkImport taking = imported.taking(input.shape());
    NetworkOptions.say(taking, console);
    PreparedNetwork prepared = new PreparedNetwork(taking.network(), input);
    PreparedNetwork uncut =
        size.isEmpty() ? prepared : new PreparedNetwork(whole.taking(own.shape()).network(), own);
    PackageOutput output =
        LearningUsage.valid(
            command, () -> new PackageOutput(out, name, versionText, Version.provenance()));
    if (set.isPresent()) {
      if (options.isRegression()) {
        throw new ParameterException(
            command.commandLine(),
            "--data learns from classes and --output regression has none; leave one away");
      }
      new EmbeddingBuild(command, console, study, json)
          .run(uncut, prepared, tensor, set.get(), embeddings, output);
      return;
    }
    if (!embeddings.equals(List.of(Embedding.SIMPLE))) {
      throw new ParameterException(
          command.commandLine(),
          "--embedding %s learns from data; name a data set with --data".formatted(embedding));
    }
    if (study.precision() == Precision.INT8) {
      throw new ParameterException(
          command.commandLine(),
          "--precision int8 is calibrated on captures; name a data set with --data");
    }
    Cost cost = uncut.network().cost();
    WrittenPackage written =
        LearningUsage.valid(
            command,
            () ->
                PackageWriter.write(
                    prepared.network(),
                    cost,
                    prepared.network().cut(tensor),
                    prepared.input(),
                    options.isRegression(),
                    output));
    if (json) {
      console.out().println(Json.line(toJson(written)));
    } else {
      print(written, cost);
    }
  }

  /** With a resolution, a crop that is given is about the smaller images. */
  private InputSpec own(NetworkImport whole, Optional<DataSet> set) {
    return resolution.isPresent()
        ? preprocessing.uncropped(whole.network(), set)
        : preprocessing.of(whole.network(), set);
  }

  private String cutGiven() {
    return cut.orElseThrow(
        () ->
            new ParameterException(
                command.commandLine(),
                "Missing required option: '--cut=CUT', or --filter mask or voice"));
  }

  private Path modelGiven() {
    return model.orElseThrow(
        () ->
            new ParameterException(
                command.commandLine(), "Missing required option: '--model=FILE'"));
  }

  private void buildFilter(String method) {
    boolean isVoice = method.equals("voice");
    if (!isVoice && !method.equals("mask")) {
      throw new ParameterException(
          command.commandLine(), "--filter is mask or voice, not " + method);
    }
    Set<String> given =
        command.commandLine().getParseResult().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .collect(Collectors.toSet());
    given.stream()
        .filter(option -> !(isVoice ? VoiceOptions.fits(option) : MaskOptions.fits(option)))
        .findFirst()
        .ifPresent(
            option -> {
              throw new ParameterException(
                  command.commandLine(),
                  isVoice || VoiceOptions.fits(option)
                      ? "%s means nothing for --filter %s; leave one of them away"
                          .formatted(option, method)
                      : "%s is for networks that are cut, and --filter cuts none; leave one of them away"
                          .formatted(option));
            });
    PackageOutput output =
        LearningUsage.valid(
            command, () -> new PackageOutput(out, name, version(), Version.provenance()));
    LearningUsage.valid(
        command,
        () -> {
          if (isVoice) {
            VoiceSearch search = new VoiceSearch(study.voiceSearch(), voices);
            VoiceBuild.run(voice, search, given, output, console, json);
          } else {
            MaskBuild.run(mask, modelGiven(), output, console, json);
          }
          return output;
        });
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
                    "--embedding is %s and must be simple, reduced, siamese, advanced, bottleneck or all"
                        .formatted(embedding)));
  }

  private String version() {
    if (version < 1 || version > MOST_VERSION) {
      throw new IllegalArgumentException(
          "--model-version must be from 1 to %d, not %d".formatted(MOST_VERSION, version));
    }
    return String.valueOf(version);
  }

  private void print(WrittenPackage written, Cost whole) {
    Cut at = written.cut();
    PrintWriter out = console.out();
    InputText.of(written.manifest().preprocessing())
        .ifPresent(input -> out.println("input      " + input));
    out.printf("cut        %s (%s), %s%n", at.tensor(), at.op(), at.shape());
    out.printf(
        "feature    %,d floats, %s a sample; the network's input has %,d%n",
        at.floats(), Units.bytes(at.bytes()), written.manifest().preprocessing().shape().size());
    part("edge", written.extractor(), at.extractor(), whole);
    part("cloud", written.analyzer(), at.analyzer(), whole);
    out.println();
    out.println("Next: winnow serve " + written.analyzer());
    out.printf(
        "      winnow edge %s --uncertified --source dir:FOLDER --analyzer http://localhost:8080%n",
        written.extractor());
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

  private static ObjectNode toJson(WrittenPackage written) {
    ObjectNode object = Json.object();
    object.put("extractor", written.extractor().toString());
    object.put("analyzer", written.analyzer().toString());
    object.set("manifest", written.manifest().toJson());
    return object;
  }
}
