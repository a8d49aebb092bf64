package dev.winnow.app;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.build.PackageOutput;
import dev.winnow.build.PackageWriter;
import dev.winnow.build.SplitAgreement;
import dev.winnow.build.UncutBaseline;
import dev.winnow.build.WrittenPackage;
import dev.winnow.cli.Console;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.cli.Version;
import dev.winnow.core.Accuracy;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.files.TemporaryFolder;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.edge.Summary;
import dev.winnow.edge.source.Source;
import dev.winnow.modalities.Modalities;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Cuts a classifier at every cut, runs each pair of halves over a socket on a whole data set, and
 * compares every answer with the uncut network's. CONTRIBUTING.md has the command.
 *
 * <p>Arguments: the network, the data set, its label column, and then, if not all, the cuts.
 */
final class EveryCut {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int PER_CLASS = 500;
  private static final long SEED = 1;

  private EveryCut() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Console console =
        new Console(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), false);
    Network network = Network.read(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    String column = args[2];
    DataSet set = DataSet.open(folder);
    ImageSpec preprocessing =
        set.framed(network.card().preprocessing().orElseThrow().asImage("a cut"));
    Map<String, String> uncut =
        UncutBaseline.answers(
            network,
            PreparedSamples.of(set, Modalities.of(set.card().modality()), preprocessing, THREADS),
            set.samples(),
            console.progress("uncut"));
    List<Sample> balanced = balanced(set, column);
    Accuracy all = SplitAgreement.of(set.samples(), column, uncut, uncut).uncut();
    Accuracy thousand = SplitAgreement.of(balanced, column, uncut, uncut).uncut();
    out.printf(
        "uncut: %d samples, plain %.4f, balanced %.4f; on %d balanced samples (seed %d): %.4f%n",
        all.samples(), all.plain(), all.balanced(), balanced.size(), SEED, thousand.plain());
    Setting setting = new Setting(network, preprocessing, folder, set, column, uncut);
    TextTable table =
        new TextTable(
            "cut ", "plain", "balanced", "differ", "of", "bytes up", "answers/s", "extract");
    for (Cut cut : network.cuts()) {
      if (args.length == 3 || List.of(args).contains(cut.tensor())) {
        row(table, setting, cut);
        console.say(cut.tensor() + " done");
      }
    }
    table.print(out);
  }

  private static void row(TextTable table, Setting setting, Cut cut) {
    Map<String, String> split = new HashMap<>();
    Summary summary = setting.askEdge(cut, split);
    SplitAgreement comparison =
        SplitAgreement.of(setting.set.samples(), setting.column, setting.uncut, split);
    table.row(
        cut.tensor(),
        "%.4f".formatted(comparison.split().plain()),
        "%.4f".formatted(comparison.split().balanced()),
        comparison.different(),
        comparison.answers(),
        summary.traffic().bytesUp() / summary.answers(),
        Math.round(summary.rate()),
        Units.millis(summary.medians().extract()));
  }

  /** As many samples of each class, drawn by the seed. */
  private static List<Sample> balanced(DataSet set, String column) {
    Map<String, List<Sample>> byClass = new TreeMap<>();
    for (Sample sample : set.samples()) {
      sample
          .label(column)
          .ifPresent(l -> byClass.computeIfAbsent(l, k -> new ArrayList<>()).add(sample));
    }
    Random random = new Random(SEED);
    List<Sample> drawn = new ArrayList<>();
    for (List<Sample> samples : byClass.values()) {
      Collections.shuffle(samples, random);
      drawn.addAll(samples.subList(0, Math.min(PER_CLASS, samples.size())));
    }
    return drawn;
  }

  /** What stays the same from cut to cut. */
  private record Setting(
      Network network,
      ImageSpec preprocessing,
      Path folder,
      DataSet set,
      String column,
      Map<String, String> uncut) {

    Summary askEdge(Cut cut, Map<String, String> answers) {
      try (TemporaryFolder folder = TemporaryFolder.make("winnow-every-cut-")) {
        PackageOutput output = new PackageOutput(folder.path(), "split", "1", Version.provenance());
        WrittenPackage written =
            PackageWriter.write(network, network.cost(), cut, preprocessing, false, output);
        return Loopback.ask(
            written.extractor(),
            written.analyzer(),
            folder.path().resolve("noise.key"),
            Source.parse("set:" + this.folder),
            answers,
            Progress.NONE);
      }
    }
  }
}
