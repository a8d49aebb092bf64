package dev.winnow.app.filter;

import dev.winnow.audit.report.FilterAuditReport;
import dev.winnow.cli.TextTable;
import dev.winnow.trust.Finding;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;

/** An audit of a filter for people. */
public final class FilterAuditText {
  private FilterAuditText() {}

  /**
   * Prints a table of findings, and the verdict below.
   *
   * @param name of the package
   */
  public static void print(String name, FilterAuditReport report, PrintWriter out) {
    TextTable table = new TextTable("metric ", "by ", "found", "95 %", "raw", "chance");
    for (Finding finding : report.shown()) {
      table.row(
          finding.metric(),
          finding.adversary(),
          number(finding.value()),
          number(finding.low()) + " to " + number(finding.high()),
          number(finding.references().raw()),
          number(finding.references().chance()));
    }
    table.print(out);
    out.println();
    out.printf(
        "%s: %s under %s%n",
        name, report.verdict().word().toUpperCase(Locale.ROOT), report.policy());
    report.verdict().complaints().forEach(complaint -> out.println("  " + complaint));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
