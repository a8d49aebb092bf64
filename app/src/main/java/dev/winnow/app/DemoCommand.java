package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.app.mask.VideoDemo;
import dev.winnow.app.voice.VoiceDemo;
import dev.winnow.audit.PreparedSamples;
import dev.winnow.audit.report.Report;
import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.EmbeddingStudy;
import dev.winnow.build.NoiseSearchSpace;
import dev.winnow.build.PackageOutput;
import dev.winnow.build.Precision;
import dev.winnow.build.Resolution;
import dev.winnow.build.SplitAgreement;
import dev.winnow.build.StudyData;
import dev.winnow.build.StudyPlan;
import dev.winnow.build.StudyResult;
import dev.winnow.build.UncutBaseline;
import dev.winnow.build.UncutNetwork;
import dev.winnow.cli.Console;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.cli.Version;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.core.Provenance;
import dev.winnow.core.files.TemporaryFolder;
import dev.winnow.data.Augmentation;
import dev.winnow.data.DataSet;
import dev.winnow.data.Modality;
import dev.winnow.data.Partition;
import dev.winnow.edge.Summary;
import dev.winnow.edge.source.Source;
import dev.winnow.learn.siamese.FineTuningSettings;
import dev.winnow.modalities.Modalities;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.portraits.Portraits;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow demo}: the whole way on this machine, with synthetic faces. */
@Command(
    name = "demo",
    description =
        "Shows the whole way on this machine: paints portraits of nobody, takes a pre-trained smile"
            + " network apart, makes its feature private step by step, serves one part and runs the"
            + " other, attacks what comes of it and certifies what it found.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
  private static final String NAME = "smile";
  private static final long SEED = 1;
  private static final int DIMS = 1;
  private static final double CLIP = 0.25;
  private static final double EPSILON = 7;

  /** In place of the 64×64 that the network was trained for: half of the work for the edge. */
  private static final Resolution SMALLER = new Resolution(48, 48);

  /**
   * Where the way begins and where it ends; audits of what lies between would take as long again.
   */
  private static final Set<Embedding> AUDITED = Set.of(Embedding.SIMPLE, Embedding.ADVANCED);

  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final Console console;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to keep what was made in (default: a temporary one, deleted).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--video",
      description =
          "Show the mask instead: a film that is drawn is masked as if it were live, tagged, recorded"
              + " and shown on a page.")
  private boolean video;

  @Option(
      names = "--voice",
      description =
          "Show the disguise of voices instead: digits that nobody spoke are disguised, recognised,"
              + " and attacked.")
  private boolean voice;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (out.isPresent()) {
      show(out.get());
      return;
    }
    try (TemporaryFolder folder = TemporaryFolder.make("winnow-demo-")) {
      show(folder.path());
    }
  }

  private void show(Path folder) {
    if (video) {
      VideoDemo.show(console, folder, VideoDemo.SECONDS, json);
      if (!json) {
        out.ifPresent(
            kept ->
                console.result(
                    "Kept in %s: film.mp4, masked.mp4, the mask's package, its analyzer."
                        .formatted(kept)));
      }
      return;
    }
    if (voice) {
      VoiceDemo.show(console, folder, VoiceDemo.TAKES, json);
      if (!json) {
        out.ifPresent(
            kept ->
                console.result(
                    "Kept in %s: voices, sent.wav, the disguise's package, its analyzer, report.html."
                        .formatted(kept)));
      }
      return;
    }
    Path faces = folder.resolve("portraits");
    DataSet portraits = portraits(faces);
    Network whole = SmileNetwork.load();
    InputSpec own = whole.card().preprocessing().orElseThrow();
    UncutNetwork uncut = new UncutNetwork(whole, prepared(portraits, own));
    PreparedSamples captures = prepared(portraits, SMALLER.preparation(own));
    Network network = SMALLER.of(new NetworkImport(whole, List.of())).network();
    Partition partition = Partition.of(portraits, "identity", SEED);
    StudyResult built =
        study(uncut, network, captures, partition, folder).run(ConsoleStudy.on(console));
    Map<String, String> inOnePiece =
        UncutBaseline.answers(
            network, captures, portraits.samples(), console.progress("asking the uncut network"));
    Map<String, String> split = new LinkedHashMap<>();
    ask(folder, NAME + "-simple", split, "asking edge and cloud, cut only");
    Summary summary =
        ask(
            folder,
            NAME + "-advanced-noise",
            new LinkedHashMap<>(),
            "asking edge and cloud, advanced + noise");
    SplitAgreement comparison = SplitAgreement.of(partition.test(), NAME, inOnePiece, split);
    Report report =
        DemoAudit.run(
            folder,
            built.embeddings().stream()
                .filter(result -> AUDITED.contains(result.feature().embedding()))
                .flatMap(result -> result.extractor().stream())
                .toList(),
            portraits,
            partition,
            whole,
            DemoAudit.settings(NAME, SEED, THREADS),
            provenance(portraits),
            console);
    if (json) {
      console.out().println(Json.line(toJson(built, comparison, summary, report)));
    } else {
      print(built, comparison, summary, report);
    }
  }

  private static PreparedSamples prepared(DataSet portraits, InputSpec input) {
    return PreparedSamples.of(portraits, Modalities.of(InputSpec.Kind.IMAGE), input, THREADS);
  }

  private static EmbeddingStudy study(
      UncutNetwork uncut,
      Network network,
      PreparedSamples captures,
      Partition partition,
      Path folder) {
    StudyData data = new StudyData(captures, partition, NAME, Optional.of("identity"), SEED);
    EmbeddingPlan embeddings =
        new EmbeddingPlan(
            List.of(Embedding.SIMPLE, Embedding.REDUCED, Embedding.SIAMESE, Embedding.ADVANCED),
            OptionalInt.of(DIMS),
            NoiseSearchSpace.response(CLIP, EPSILON),
            Optional.of(FineTuningSettings.standard(variation(captures), SEED, THREADS)),
            Optional.empty(),
            Optional.empty());
    PackageOutput output = new PackageOutput(folder, NAME, "1", provenance(captures.set()));
    Cut cut = network.cut(SmileNetwork.CUT);
    return EmbeddingStudy.of(
        new StudyPlan(uncut, network, cut, data, embeddings, output, Precision.FLOAT32));
  }

  private static Augmentation variation(PreparedSamples captures) {
    Modality images = captures.modality();
    return images.augmentation(captures.preprocessor().spec(), images.variations());
  }

  private static Provenance provenance(DataSet set) {
    return Version.provenance().from(SEED, set.digest());
  }

  private Summary ask(Path folder, String name, Map<String, String> answers, String what) {
    return Loopback.ask(
        folder.resolve(name + ExtractorPackage.ENDING),
        folder.resolve("analyzer"),
        folder.resolve("noise.key"),
        Source.parse("set:" + folder.resolve("portraits")),
        answers,
        console.progress(what));
  }

  /** Portraits that are there from an earlier demo are used again. */
  private DataSet portraits(Path folder) {
    return Files.exists(folder.resolve("dataset.json"))
        ? DataSet.open(folder)
        : Portraits.withSeed(SEED).write(folder, console.progress("painting portraits"));
  }

  private void print(StudyResult built, SplitAgreement comparison, Summary summary, Report report) {
    long answers = summary.answers();
    PrintWriter out = console.out();
    out.printf(
        "A network that tells smiling from neutral, run on images of %s and made private step by step.%n",
        SMALLER.text());
    EmbeddingTable.print(built, InputSpec.Kind.IMAGE, out);
    out.println();
    new TextTable("Over a socket of this machine ", "")
        .row(
            "cut only: predictions that differ from those in one piece, of " + comparison.answers(),
            comparison.different())
        .row(
            "bytes of an image's file, which stays on the edge",
            summary.traffic().captureBytes() / answers)
        .row("advanced + noise: bytes of its feature", summary.traffic().featureBytes() / answers)
        .row("bytes on the wire, protocol included", summary.traffic().bytesUp() / answers)
        .row("edge: read", Units.millis(summary.medians().read()))
        .row("edge: decode and prepare", Units.millis(summary.medians().prepare()))
        .row("edge: extract", Units.millis(summary.medians().extract()))
        .row("cloud: round trip of a batch", Units.millis(summary.medians().roundTrip()))
        .print(out);
    out.println();
    AuditTable.print(report, out);
    this.out.ifPresent(
        folder ->
            out.printf(
                "%nKept in %s: portraits, certified packages, analyzer, demo.pub, demo-policy.yaml, report.html.%n",
                folder));
  }

  private static ObjectNode toJson(
      StudyResult built, SplitAgreement comparison, Summary summary, Report report) {
    ObjectNode object = built.toJson();
    object.setAll(comparison.toJson());
    object.set("edge", summary.toJson());
    object.set("audit", report.toJson());
    return object;
  }
}
