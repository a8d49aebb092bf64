package dev.winnow.app;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Decimals;
import dev.winnow.privacy.Reidentification;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Prints a ladder for people. */
final class EmbeddingTable {
  private EmbeddingTable() {}

  static void print(EmbeddingStudy.Built built, PrintWriter out) {
    StudyContext context = built.context();
    out.printf(
        "Measured on %,d captures of held-out people; 1-of-%d identification on %,d of them (chance"
            + " %s).%n%n",
        context.test().size(),
        context.protocol().people().size(),
        context.protocol().samples().size(),
        Units.percent(context.protocol().chance()));
    TextTable table =
        new TextTable(
            " ",
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
    control(table, "raw image", context.raw(), "1");
    control(table, "the label alone", context.label(), "0");
    Accuracy original = built.original().all();
    table.row(
        "original network",
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
    for (EmbeddingResult result : built.results()) {
      Reidentification identity = result.identity();
      table.row(
          result.title(),
          String.format(Locale.ROOT, "%,d", result.dims()),
          String.format(Locale.ROOT, "%,d", result.bytes()),
          number(result.clip()),
          result.noise().map(NoiseSearchSpace.Chosen::text).orElse(""),
          result.bits().isPresent() ? bits(result.bits().getAsDouble()) : "unbounded",
          Units.percent(result.accuracy().all().plain()),
          Units.percent(result.accuracy().all().balanced()),
          Units.percent(identity.knn()),
          Units.percent(identity.logistic()),
          Units.percent(identity.mlp()),
          Decimals.hundredths(result.leakage()));
    }
    table.print(out);
    if (context.primary().columns().size() > 1) {
      out.println();
      heads(built).print(out);
    }
  }

  /** Balanced accuracy of each head; above, an answer is right if every head is. */
  private static TextTable heads(EmbeddingStudy.Built built) {
    Stream<String> columns = built.context().primary().columns().stream();
    TextTable table =
        new TextTable(
            Stream.concat(Stream.of("balanced, by head"), columns).toArray(String[]::new));
    table.row(heads("original network", built.original()));
    built.results().forEach(result -> table.row(heads(result.title(), result.accuracy())));
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
            result.title(),
            Units.percent(result.accuracy().all().balanced()),
            Units.percent(result.identity().strongest()),
            Decimals.hundredths(result.leakage()),
            result.bits().isPresent()
                ? ", at most %s bits an answer".formatted(bits(result.bits().getAsDouble()))
                : "");
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
        Units.percent(control.knn()),
        Units.percent(control.logistic()),
        Units.percent(control.mlp()),
        leakage);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.3g", value.getAsDouble()) : "";
  }

  private static String bits(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
