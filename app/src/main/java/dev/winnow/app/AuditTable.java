package dev.winnow.app;

import dev.winnow.audit.AuditResult;
import dev.winnow.audit.report.Report;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.core.Decimals;
import dev.winnow.trust.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints an audit for people. */
final class AuditTable {
  private AuditTable() {}

  static void print(Report report, PrintWriter out) {
    List<AuditResult> audited = report.audited();
    TextTable table =
        new TextTable(
            " ",
            "edge",
            "balanced",
            "identified",
            "on raw",
            "leakage",
            "95 %",
            "in bits",
            "95 %",
            "recognised",
            "linked",
            "bits",
            "verdict");
    for (AuditResult each : audited) {
      table.row(
          each.target().name(),
          Units.percent(each.edgeShare()),
          Units.percent(each.utility().balanced()),
          share(each.worst("identity.top1")),
          each.namedOnRaw().isPresent() ? Units.percent(each.namedOnRaw().getAsDouble()) : "",
          hundredths(each.worst("identity.leakage")),
          interval(each.worst("identity.leakage")),
          hundredths(each.worst("identity.information.leakage")),
          interval(each.worst("identity.information.leakage")),
          hundredths(each.worst("verification.auc")),
          share(each.worst("linkability.top1")),
          each.worst("information.bits")
              .map(f -> String.format(Locale.ROOT, "%.1f", f.value()))
              .orElse("unbounded"),
          each.verdict().word());
    }
    table.print(out);
    for (AuditResult each : audited) {
      out.println();
      out.printf(
          "%s: %s under %s%n",
          each.target().name(), each.verdict().word().toUpperCase(Locale.ROOT), report.policy());
      each.verdict().complaints().forEach(complaint -> out.println("  " + complaint));
      each.remarks().forEach(remark -> out.println("  " + remark));
    }
  }

  private static String interval(Optional<Finding> finding) {
    return finding
        .map(f -> Decimals.hundredths(f.low()) + " to " + Decimals.hundredths(f.high()))
        .orElse("");
  }

  private static String hundredths(Optional<Finding> finding) {
    return finding.map(found -> Decimals.hundredths(found.value())).orElse("");
  }

  private static String share(Optional<Finding> finding) {
    return finding.map(found -> Units.percent(found.value())).orElse("");
  }
}
