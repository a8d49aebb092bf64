package dev.winnow.app;

import dev.winnow.attack.identification.Reidentification;
import dev.winnow.build.EmbeddedFeature;
import dev.winnow.build.EmbeddingResult;
import dev.winnow.build.IdentityControls;
import dev.winnow.build.IdentityLeakage;
import dev.winnow.build.NoiseChoice;
import dev.winnow.build.StudyResult;
import dev.winnow.build.TaskAccuracy;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Decimals;
import dev.winnow.core.InputSpec;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints a study for people. */
final class EmbeddingTable {
  private EmbeddingTable() {}

  /**
   * @param captures what was studied
   */
  static void print(StudyResult study, InputSpec.Kind captures, PrintWriter out) {
    Accuracy original = study.original().all();
    out.println(measured(study));
    out.println();
    TextTable table =
        new TextTable(
            " ",
            "edge",
            "parameters",
            "ms",
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
            "boosting",
            "SVM",
            "leakage");
    study
        .controls()
        .ifPresent(
            controls -> {
              IdentityControls.View plain = controls.withoutLayers();
              String leakage = Decimals.hundredths(controls.leakage(plain.attack()));
              control(table, "raw " + captures.word(), plain.attack(), leakage);
              if (!controls.strongest().equals(plain)) {
                String at = "raw %s, at %s".formatted(captures.word(), controls.strongest().word());
                control(table, at, controls.raw(), "1.00");
              }
              control(table, "the label alone", controls.label(), "0.00");
            });
    table.row(
        "original network",
        "",
        "",
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
        "",
        "",
        "");
    for (EmbeddingResult result : study.embeddings()) {
      EmbeddedFeature feature = result.feature();
      Optional<Reidentification> identity = result.identity().map(IdentityLeakage::attack);
      table.row(
          feature.title(),
          Units.percent(result.cost().edgeShare()),
          Units.count(result.cost().parameters()),
          String.format(Locale.ROOT, "%.2f", result.cost().milliseconds()),
          String.format(Locale.ROOT, "%,d", feature.dims()),
          String.format(Locale.ROOT, "%,d", feature.bytes()),
          feature.noise().map(EmbeddingTable::clip).orElse(""),
          feature.noise().map(NoiseChoice::text).orElse(""),
          feature.noise().map(EmbeddingTable::bits).orElse("unbounded"),
          Units.percent(result.accuracy().all().plain()),
          Units.percent(result.accuracy().all().balanced()),
          share(identity, "knn"),
          share(identity, "logistic"),
          share(identity, "mlp"),
          share(identity, "boosting"),
          share(identity, "svm"),
          result.identity().map(IdentityLeakage::leakage).map(Decimals::hundredths).orElse(""));
    }
    table.print(out);
    out.println();
    out.println(
        "edge: the edge's share of the uncut network's multiply-accumulates; ms: of its extractor, a sample in one thread");
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
    return "%s: balanced %s%s%s"
        .formatted(
            result.feature().title(),
            Units.percent(result.accuracy().all().balanced()),
            result.identity().map(EmbeddingTable::identity).orElse(""),
            result
                .feature()
                .noise()
                .map(noise -> ", at most %s bits an answer".formatted(bits(noise)))
                .orElse(""));
  }

  private static String identity(IdentityLeakage told) {
    return ", identity %s, leakage %s"
        .formatted(Units.percent(told.attack().strongest()), Decimals.hundredths(told.leakage()));
  }

  private static String measured(StudyResult study) {
    int samples = study.original().all().samples();
    return study
        .controls()
        .map(
            controls ->
                String.format(
                    Locale.ROOT,
                    "Measured on %,d captures of held-out people; 1-of-%d identification on %,d of them (chance %s).",
                    samples,
                    controls.people(),
                    controls.samples(),
                    Units.percent(controls.chance())))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "Measured on %,d held-out captures; nothing tells people apart, so what features tell of them was not measured.",
                    samples));
  }

  private static String share(Optional<Reidentification> identity, String adversary) {
    return identity.stream()
        .flatMapToDouble(found -> found.share(adversary).stream())
        .mapToObj(Units::percent)
        .findFirst()
        .orElse("");
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
        "",
        "",
        share(Optional.of(control), "knn"),
        share(Optional.of(control), "logistic"),
        share(Optional.of(control), "mlp"),
        share(Optional.of(control), "boosting"),
        share(Optional.of(control), "svm"),
        leakage);
  }

  private static String clip(NoiseChoice noise) {
    return String.format(Locale.ROOT, "%.3g", noise.clip());
  }

  private static String bits(NoiseChoice noise) {
    return String.format(Locale.ROOT, "%.2f", noise.bits());
  }
}
