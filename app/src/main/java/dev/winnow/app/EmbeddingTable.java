package dev.winnow.app;

import dev.winnow.attack.identification.Reidentification;
import dev.winnow.build.EmbeddedFeature;
import dev.winnow.build.EmbeddingResult;
import dev.winnow.build.IdentityControls;
import dev.winnow.build.NoiseChoice;
import dev.winnow.build.StudyResult;
import dev.winnow.build.TaskAccuracy;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Decimals;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Stream;

/** Prints a study for people. */
final class EmbeddingTable {
  private EmbeddingTable() {}

  static void print(StudyResult study, PrintWriter out) {
    IdentityControls controls = study.controls();
    Accuracy original = study.original().all();
    out.printf(
        "Measured on %,d captures of held-out people; 1-of-%d identification on %,d of them (chance"
            + " %s).%n%n",
        original.samples(),
        controls.people(),
        controls.samples(),
        Units.percent(controls.chance()));
    TextTable table =
        new TextTable(
            " ",
            "edge",
            "values",
            "bytes",
            "clip",
            "noise",
            "bits",
            "plain",
            "balanced",
            "1-NN",
            "logistic",
            "MLP",
            "leakage");
    control(table, "raw image", controls.raw(), "1");
    control(table, "the label alone", controls.label(), "0");
    table.row(
        "original network",
        "",
        "",
        "",
        "",
        "",
        "",
        Units.percent(original.plain()),
        Units.percent(original.balanced()),
        "",
        "",
        "",
        "");
    for (EmbeddingResult result : study.embeddings()) {
      EmbeddedFeature feature = result.feature();
      Reidentification identity = result.identity();
      table.row(
          feature.title(),
          Units.percent(study.edgeShare()),
          String.format(Locale.ROOT, "%,d", feature.dims()),
          String.format(Locale.ROOT, "%,d", feature.bytes()),
          feature.noise().map(EmbeddingTable::clip).orElse(""),
          feature.noise().map(NoiseChoice::text).orElse(""),
          feature.noise().map(EmbeddingTable::bits).orElse("unbounded"),
          Units.percent(result.accuracy().all().plain()),
          Units.percent(result.accuracy().all().balanced()),
          Units.percent(identity.knn()),
          Units.percent(identity.logistic()),
          Units.percent(identity.mlp()),
          Decimals.hundredths(result.leakage()));
    }
    table.print(out);
    out.println();
    out.println("edge: the edge's share of the network's multiply-accumulates");
    if (study.original().heads().size() > 1) {
      out.println();
      heads(study).print(out);
    }
  }

  /** Balanced accuracy of each head; above, an answer is right if every head is. */
  private static TextTable heads(StudyResult study) {
    Stream<String> columns = study.original().heads().keySet().stream();
    TextTable table =
        new TextTable(
            Stream.concat(Stream.of("balanced, by head"), columns).toArray(String[]::new));
    table.row(heads("original network", study.original()));
    study
        .embeddings()
        .forEach(result -> table.row(heads(result.feature().title(), result.accuracy())));
    return table;
  }

  private static Object[] heads(String title, TaskAccuracy scored) {
    return Stream.concat(
            Stream.of(title),
            scored.heads().values().stream().map(head -> Units.percent(head.balanced())))
        .toArray();
  }

  /** One embedding while others are still being built. */
  static String line(EmbeddingResult result) {
    return "%s: balanced %s, identity %s, leakage %s%s"
        .formatted(
            result.feature().title(),
            Units.percent(result.accuracy().all().balanced()),
            Units.percent(result.identity().strongest()),
            Decimals.hundredths(result.leakage()),
            result
                .feature()
                .noise()
                .map(noise -> ", at most %s bits an answer".formatted(bits(noise)))
                .orElse(""));
  }

  private static void control(
      TextTable table, String what, Reidentification control, String leakage) {
    table.row(
        what,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        Units.percent(control.knn()),
        Units.percent(control.logistic()),
        Units.percent(control.mlp()),
        leakage);
  }

  private static String clip(NoiseChoice noise) {
    return String.format(Locale.ROOT, "%.3g", noise.clip());
  }

  private static String bits(NoiseChoice noise) {
    return String.format(Locale.ROOT, "%.2f", noise.bits());
  }
}
