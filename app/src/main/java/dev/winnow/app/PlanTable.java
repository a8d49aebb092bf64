package dev.winnow.app;

import dev.winnow.build.plan.CandidateCost;
import dev.winnow.build.plan.CandidateResult;
import dev.winnow.build.plan.SplitPlan;
import dev.winnow.build.plan.SplitPlanText;
import dev.winnow.build.plan.TrialOutcome;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a plan for people. */
final class PlanTable {
  private PlanTable() {}

  /** What is worth having, and what is recommended. */
  static void print(SplitPlan plan, PrintWriter out) {
    TextTable table =
        new TextTable(
            "candidate ", "edge", "parameters", "ms", "bytes", "bits", "balanced", "±", "leakage");
    for (CandidateResult trial : plan.front()) {
      CandidateCost cost = trial.cost();
      TrialOutcome outcome = trial.outcome();
      table.row(
          trial.candidate().text(),
          Units.percent(cost.edgeShare()),
          Units.count(cost.parameters()),
          String.format(Locale.ROOT, "%.2f", cost.milliseconds()),
          cost.bytes(),
          String.format(Locale.ROOT, "%.2f", outcome.bits()),
          Units.percent(outcome.balanced()),
          String.format(Locale.ROOT, "%.1f", 100 * outcome.error()),
          SplitPlanText.leakage(outcome));
    }
    table.print(out);
    out.println();
    plan.device()
        .ifPresent(name -> out.printf("Milliseconds are of %s, by its profile.%n%n", name));
    plan.recommended().ifPresent(trial -> out.println(SplitPlanText.recommendation(plan, trial)));
    out.println();
  }
}
