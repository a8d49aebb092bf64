package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.Preprocessing;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Portraits;
import dev.winnow.data.Sample;
import dev.winnow.edge.Source;
import dev.winnow.edge.Summary;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow demo}: the whole way on this machine, with faces that belong to nobody. */
@Command(
    name = "demo",
    description = {
      "Shows the whole way on this machine: paints portraits of nobody, cuts a pre-trained smile",
      "network in two, serves one part, runs the other and compares with the uncut network."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
  private static final String NAME = "smile";
  private static final long SEED = 1;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final Console console;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to keep what was made in (default: a temporary one, deleted).")
  private Optional<Path> out = Optional.empty();

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
    Path faces = folder.resolve("portraits");
    DataSet portraits = portraits(faces);
    Network network = SmileNetwork.load();
    Preprocessing preprocessing = network.card().preprocessing().orElseThrow();
    Packaging packaging =
        Packaging.write(network, network.cut(SmileNetwork.CUT), preprocessing, NAME, folder);
    Map<String, String> uncut =
        Whole.answers(
            network,
            preprocessing,
            portraits,
            portraits.samples(),
            THREADS,
            console.progress("asking the uncut network"));
    Map<String, String> split = new LinkedHashMap<>();
    Summary summary =
        Loopback.ask(
            packaging,
            Source.parse("set:" + faces),
            split,
            console.progress("asking edge and cloud"));
    List<Sample> strangers = Partition.of(portraits, "identity", SEED).test();
    Comparison comparison = Comparison.of(strangers, NAME, uncut, split);
    if (json) {
      console.out().println(Json.line(toJson(packaging, comparison, summary)));
    } else {
      print(packaging, comparison, summary);
    }
  }

  /** Portraits that are there from an earlier demo are used again. */
  private DataSet portraits(Path folder) {
    return Files.exists(folder.resolve("dataset.json"))
        ? DataSet.open(folder)
        : Portraits.withSeed(SEED).write(folder, console.progress("painting portraits"));
  }

  private void print(Packaging packaging, Comparison comparison, Summary summary) {
    Cut cut = packaging.cut();
    long answers = summary.answers();
    PrintWriter out = console.out();
    out.printf(
        "A network that tells smiling from neutral, cut at %s (%s) into %s on the edge"
            + " and %s in the cloud.%n%n",
        cut.tensor(),
        cut.shape(),
        Units.count(cut.extractor().macs()) + " multiply-accumulates",
        Units.count(cut.analyzer().macs()));
    new Table(" ", "uncut network", "edge + cloud")
        .row(
            "smile named rightly, people never seen",
            Units.percent(comparison.uncut().plain()),
            Units.percent(comparison.split().plain()))
        .row("answers that differ, of " + comparison.answers(), "", comparison.different())
        .row("bytes of a picture's file", summary.captureBytes() / answers, "stay on the edge")
        .row("bytes of its feature", "", summary.featureBytes() / answers)
        .row("bytes on the wire, protocol included", "", summary.bytesUp() / answers)
        .row("edge: decode", "", Units.millis(summary.medians().decode()))
        .row("edge: prepare", "", Units.millis(summary.medians().prepare()))
        .row("edge: extract", "", Units.millis(summary.medians().extract()))
        .row("cloud: round trip of a batch", "", Units.millis(summary.medians().roundTrip()))
        .print(out);
    out.println();
    out.println("Cutting alone hides nothing: the feature still tells who somebody is.");
    this.out.ifPresent(
        folder -> out.println("Kept in " + folder + ": portraits, smile.extractor, analyzer."));
  }

  private static ObjectNode toJson(Packaging packaging, Comparison comparison, Summary summary) {
    ObjectNode object = Json.object();
    object.put("cut", packaging.cut().tensor());
    object.setAll(comparison.toJson());
    object.set("edge", summary.toJson());
    return object;
  }
}
