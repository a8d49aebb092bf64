package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.data.Split;
import dev.winnow.data.importing.ColumnValues;
import dev.winnow.data.importing.ImportReport;
import dev.winnow.data.importing.JoinedTable;
import dev.winnow.data.importing.OmittedFiles;
import dev.winnow.data.importing.OmittedWindows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What an import found, for people and as JSON. */
final class ImportText {
  /** Values of a column that are named. */
  private static final int TOP = 5;

  private final Path out;
  private final ImportReport report;

  ImportText(Path out, ImportReport report) {
    this.out = out;
    this.report = report;
  }

  /** Samples, values of every column, splits. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(format("%s: %,d samples", out, report.set().samples().size()));
    report.columns().forEach(column -> lines.add(line(column)));
    Map<Split, Integer> splits = report.splits();
    if (!splits.isEmpty()) {
      lines.add(
          splits.entrySet().stream()
              .map(each -> format("%s %,d", each.getKey().word(), each.getValue()))
              .collect(Collectors.joining(", ", "split: ", "")));
    }
    return lines;
  }

  /** What was left out, and what looks odd. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    report.tables().forEach(table -> add(table, notes));
    add(report.leftOut(), notes);
    for (ColumnValues column : report.columns()) {
      if (!column.alike().isEmpty()) {
        notes.add(
            "values of %s differ in capital letters only: %s; --map joins them"
                .formatted(column.column(), String.join(", ", column.alike())));
      }
    }
    boolean bound = !report.splits().isEmpty();
    if (bound && !report.splits().containsKey(Split.TEST)) {
      notes.add("no sample is for test: train, build and audit draw a part of those for training");
    }
    return notes;
  }

  String json() {
    ObjectNode object = Json.object().put("set", out.toString());
    object.put("samples", report.set().samples().size());
    OmittedFiles left = report.leftOut();
    object.put("unlabelled", left.unlabelled());
    object.put("excluded", left.excluded()).put("unfit", left.unfit().size());
    OmittedWindows windows = left.windows();
    object.put("mixedWindows", windows.mixed()).put("gapWindows", windows.gaps());
    object.put("unreadable", windows.unreadable().size());
    ObjectNode kinds = object.putObject("otherKinds");
    left.others().files().forEach(group -> kinds.put(group.kind(), group.count()));
    object.put("missing", report.tables().stream().mapToInt(ImportText::missing).sum());
    var tables = object.putArray("tables");
    for (JoinedTable table : report.tables()) {
      ObjectNode joined = tables.addObject().put("file", table.file().toString());
      joined.put("by", String.join(",", table.keys())).put("files", table.files());
      joined.put("unmatched", table.lost().size()).put("contradictions", table.contradictions());
    }
    ObjectNode classes = object.putObject("classes");
    ObjectNode counts = object.putObject("counts");
    for (ColumnValues column : report.columns()) {
      classes.put(column.column(), column.counts().size());
      ObjectNode top = counts.putObject(column.column());
      column.counts().entrySet().stream()
          .limit(TOP)
          .forEach(each -> top.put(each.getKey(), each.getValue()));
    }
    ObjectNode splits = object.putObject("splits");
    report.splits().forEach((split, count) -> splits.put(split.word(), count));
    return Json.line(object);
  }

  private static int missing(JoinedTable table) {
    return table.isByFile() ? table.lost().size() : 0;
  }

  private static String line(ColumnValues column) {
    String top =
        column.counts().entrySet().stream()
            .limit(TOP)
            .map(each -> format("%s %,d", each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    return format(
        "label %s: %,d values (%s%s)%s",
        column.column(),
        column.counts().size(),
        top,
        column.counts().size() > TOP ? ", ..." : "",
        column.unknown() == 0 ? "" : format(", %,d samples without", column.unknown()));
  }

  private static void add(JoinedTable table, List<String> notes) {
    int lost = table.lost().size();
    if (lost > 0) {
      String what = table.isByFile() ? "name files that are not there" : "fit no file";
      notes.add(
          format("%s: %,d rows %s, such as %s", table.file(), lost, what, table.lost().get(0)));
    }
    if (table.contradictions() > 0) {
      notes.add(
          format(
              "%s: %,d values differ from what paths or tables before it say; the table's count",
              table.file(), table.contradictions()));
    }
  }

  private static void add(OmittedFiles left, List<String> notes) {
    notes.addAll(left.others().sentences());
    if (left.excluded() > 0) {
      notes.add(format("left out, by --exclude: %,d", left.excluded()));
    }
    if (!left.unfit().isEmpty()) {
      notes.add(
          format(
              "left out, unlike the pattern: %,d, such as %s",
              left.unfit().size(), left.unfit().get(0)));
    }
    if (left.unlabelled() > 0) {
      notes.add(format("left out, without a label: %,d", left.unlabelled()));
    }
    add(left.windows(), notes);
  }

  private static void add(OmittedWindows left, List<String> notes) {
    if (left.mixed() > 0) {
      notes.add(format("left out, windows in which the label changes: %,d", left.mixed()));
    }
    if (left.gaps() > 0) {
      notes.add(format("left out, windows with a gap between readings: %,d", left.gaps()));
    }
    if (!left.unreadable().isEmpty()) {
      notes.add(
          format(
              "left out, files that cannot be divided: %,d, such as this: %s",
              left.unreadable().size(), left.unreadable().get(0)));
    }
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
