package dev.winnow.audit.report;

import dev.winnow.audit.AuditResult;
import dev.winnow.trust.Finding;
import java.util.List;
import java.util.Optional;

/** Accuracy against leakage for every package: up is useful, left is private. */
final class LeakageAccuracyChart {
  private static final double STEP = 0.25;

  private LeakageAccuracyChart() {}

  static String svg(List<AuditResult> audited) {
    double right =
        audited.stream()
            .flatMap(each -> each.worst("identity.leakage").stream())
            .mapToDouble(Finding::high)
            .max()
            .orElse(1);
    double lowest = audited.stream().mapToDouble(each -> each.utility().balanced()).min().orElse(0);
    double bottom = Math.max(0, Math.floor(lowest * 20 - 0.5) / 20);
    Chart chart = new Chart(-0.15, Math.max(1.05, right), bottom, 1);
    for (double x = 0; x <= 1; x += STEP) {
      chart.tickAcross(x, Html.number(x));
    }
    for (double y = bottom; y < 1.001; y += (1 - bottom) / 5) {
      chart.tickDown(y, Html.percent(y));
    }
    chart.axes("leakage of identity: 0 the answer alone, 1 the raw capture", "balanced accuracy");
    for (int i = 0; i < audited.size(); i++) {
      mark(chart, audited.get(i), i + 1);
    }
    return chart.svg("Accuracy against leakage of every package");
  }

  private static void mark(Chart chart, AuditResult audited, int number) {
    Optional<Finding> found = audited.worst("identity.leakage");
    if (found.isEmpty()) {
      return;
    }
    String colour = audited.verdict().passed() ? "#17693a" : "#a3231b";
    double y = audited.utility().balanced();
    chart.line(Math.max(-0.15, found.get().low()), y, found.get().high(), y, colour);
    chart.dot(found.get().value(), y, colour);
    // Neighbours often share a height, so that their numbers take turns above and below.
    chart.text(
        found.get().value(), y, 0, number % 2 == 0 ? 20 : -10, "middle", String.valueOf(number));
  }
}
