package dev.winnow.edge.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.core.Json;
import dev.winnow.edge.outbox.Ledger;
import dev.winnow.edge.outbox.LedgerLine;
import dev.winnow.edge.outbox.NodeStore;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What left the house, for whoever lives there, and for machines. */
final class LedgerReport {
  /** How it is written. */
  enum Format {
    /** One page for people. */
    TEXT,
    /** A line for every request, with a line of names before. */
    CSV,
    /** A JSON object for every request, each on a line of its own. */
    JSON
  }

  private final List<LedgerLine> lines;
  private final List<LedgerLine.Dropped> dropped;

  private LedgerReport(List<LedgerLine> lines, List<LedgerLine.Dropped> dropped) {
    this.lines = lines;
    this.dropped = dropped;
  }

  static LedgerReport of(NodeStore store) {
    return new LedgerReport(Ledger.lines(store), Ledger.dropped(store));
  }

  void print(Format format, PrintWriter out) {
    switch (format) {
      case TEXT -> text(out);
      case CSV -> csv(out);
      case JSON -> lines.forEach(line -> out.println(Json.line(json(line))));
    }
  }

  /** Sums of requests of one day, source and extractor. */
  private record Sums(long requests, long captures, double bits, boolean bounded, long bytes) {
    static Sums of(List<LedgerLine> lines) {
      return new Sums(
          lines.size(),
          lines.stream().mapToLong(LedgerLine::captures).sum(),
          lines.stream().mapToDouble(line -> line.bits().orElse(0)).sum(),
          lines.stream().allMatch(line -> line.bits().isPresent()),
          lines.stream().mapToLong(LedgerLine::bytes).sum());
    }

    TextTable addTo(TextTable table, String day, String source, String extractor) {
      return table.row(
          day,
          source,
          extractor,
          Units.count(requests),
          Units.count(captures),
          bounded ? String.format(Locale.ROOT, "%,.1f", bits) : "no bound",
          Units.bytes(bytes));
    }
  }

  private void text(PrintWriter out) {
    List<LedgerLine> left = lines.stream().filter(line -> !line.isUnsent()).toList();
    List<LedgerLine> asked = left.stream().filter(line -> line.features() > 0).toList();
    out.println("What left this house, by day (UTC):");
    out.println();
    TextTable table =
        new TextTable("day", "source", "extractor", "requests", "captures", "bits at most", "sent");
    Map<List<String>, List<LedgerLine>> groups =
        asked.stream()
            .collect(
                Collectors.groupingBy(
                    line -> List.of(day(line), line.source(), line.extractor()),
                    () -> new TreeMap<>(LedgerReport::compare),
                    Collectors.toList()));
    groups.forEach((key, some) -> Sums.of(some).addTo(table, key.get(0), key.get(1), key.get(2)));
    Sums.of(asked).addTo(table, "in all", "", "");
    table.print(out);
    out.println();
    explain(left, asked, out);
  }

  private void explain(List<LedgerLine> left, List<LedgerLine> asked, PrintWriter out) {
    out.println(
        "Of each capture a few numbers were sent, which its extractor made of it, to "
            + (asked.isEmpty()
                ? "nobody"
                : asked.stream()
                    .map(LedgerLine::address)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", ")))
            + ". No image, no sound, no name and no time of a capture left.");
    out.println(
        "Bits are the most that these numbers tell of all there is to know about the captures.");
    long again = asked.stream().mapToLong(line -> line.features() - line.captures()).sum();
    if (again > 0) {
      out.printf(
          Locale.ROOT,
          "Numbers of %,d captures were sent again, unchanged, since no answer had come; that tells nothing new.%n",
          again);
    }
    Sums questions = Sums.of(left.stream().filter(line -> line.features() == 0).toList());
    out.printf(
        Locale.ROOT,
        "Servers were asked %,d times what they are (%s).%n",
        questions.requests,
        Units.bytes(questions.bytes));
    long open = left.stream().filter(line -> line.outcome().equals(LedgerLine.UNDER_WAY)).count();
    if (open > 0) {
      out.printf(
          Locale.ROOT,
          "Under way when the node stopped, or now: %,d; these are counted as sent.%n",
          open);
    }
    long unmeasured =
        asked.stream()
            .filter(line -> line.certificate().equals(LedgerLine.UNCERTIFIED))
            .mapToLong(LedgerLine::captures)
            .sum();
    if (unmeasured > 0) {
      out.printf(
          Locale.ROOT,
          "Of %,d captures the numbers left without a certificate: nobody has measured what can be read out of them.%n",
          unmeasured);
    }
    dropped.forEach(
        some ->
            out.printf(
                Locale.ROOT,
                "%s: %,d captures of %s were dropped (%s).%n",
                some.day(),
                some.captures(),
                some.source(),
                some.reason()));
  }

  private void csv(PrintWriter out) {
    out.println("time,source,extractor,certificate,address,features,captures,bits,bytes,outcome");
    for (LedgerLine line : lines) {
      out.println(
          List.of(
                  line.time().toString(),
                  line.source(),
                  line.extractor(),
                  line.certificate(),
                  line.address(),
                  String.valueOf(line.features()),
                  String.valueOf(line.captures()),
                  line.bits().isPresent() ? String.valueOf(line.bits().getAsDouble()) : "",
                  String.valueOf(line.bytes()),
                  line.outcome())
              .stream()
              .map(LedgerReport::quoted)
              .collect(Collectors.joining(",")));
    }
  }

  private static ObjectNode json(LedgerLine line) {
    ObjectNode json = Json.object().put("time", line.time().toString());
    json.put("source", line.source()).put("extractor", line.extractor());
    json.put("certificate", line.certificate()).put("address", line.address());
    json.put("features", line.features()).put("captures", line.captures());
    line.bits().ifPresent(bits -> json.put("bits", bits));
    return json.put("bytes", line.bytes()).put("outcome", line.outcome());
  }

  private static String quoted(String field) {
    return field.matches("[^,\"\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  private static String day(LedgerLine line) {
    return line.time().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
