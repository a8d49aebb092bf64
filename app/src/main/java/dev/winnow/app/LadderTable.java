package dev.winnow.app;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Decimals;
import dev.winnow.privacy.Reidentification;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Prints a ladder for people. */
final class LadderTable {
  private LadderTable() {}

  static void print(Ladder.Built built, PrintWriter out) {
    Ground ground = built.ground();
    out.printf(
        "Measured on %,d captures of people never learned from; identity among %d of them, who have"
            + " %,d (chance %s).%n%n",
        ground.test().size(),
        ground.lineup().people().size(),
        ground.lineup().samples().size(),
        Units.percent(ground.lineup().chance()));
    Table table =
        new Table(
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
    control(table, "raw picture", ground.raw(), "1");
    control(table, "the label alone", ground.label(), "0");
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
    for (Rung rung : built.rungs()) {
      Reidentification identity = rung.identity();
      table.row(
          rung.title(),
          String.format(Locale.ROOT, "%,d", rung.dims()),
          String.format(Locale.ROOT, "%,d", rung.bytes()),
          number(rung.clip()),
          rung.noise().map(NoiseSearchSpace.Chosen::text).orElse(""),
          rung.bits().isPresent() ? bits(rung.bits().getAsDouble()) : "unbounded",
          Units.percent(rung.accuracy().all().plain()),
          Units.percent(rung.accuracy().all().balanced()),
          Units.percent(identity.knn()),
          Units.percent(identity.logistic()),
          Units.percent(identity.mlp()),
          Decimals.hundredths(rung.leakage()));
    }
    table.print(out);
    if (ground.primary().columns().size() > 1) {
      out.println();
      heads(built).print(out);
    }
  }

  /** Balanced accuracy of each head; above, an answer is right if every head is. */
  private static Table heads(Ladder.Built built) {
    Stream<String> columns = built.ground().primary().columns().stream();
    Table table =
        new Table(Stream.concat(Stream.of("balanced, by head"), columns).toArray(String[]::new));
    table.row(heads("original network", built.original()));
    built.rungs().forEach(rung -> table.row(heads(rung.title(), rung.accuracy())));
    return table;
  }

  private static Object[] heads(String title, Scored scored) {
    return Stream.concat(
            Stream.of(title),
            scored.heads().values().stream().map(head -> Units.percent(head.balanced())))
        .toArray();
  }

  /** One rung while others are still being built. */
  static String line(Rung rung) {
    return "%s: balanced %s, identity %s, leakage %s%s"
        .formatted(
            rung.title(),
            Units.percent(rung.accuracy().all().balanced()),
            Units.percent(rung.identity().strongest()),
            Decimals.hundredths(rung.leakage()),
            rung.bits().isPresent()
                ? ", at most %s bits an answer".formatted(bits(rung.bits().getAsDouble()))
                : "");
  }

  private static void control(Table table, String what, Reidentification control, String leakage) {
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
