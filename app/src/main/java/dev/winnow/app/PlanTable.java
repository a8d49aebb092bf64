package dev.winnow.app;

import dev.winnow.build.plan.SplitPlan;
import dev.winnow.build.plan.SplitPlanText;
import dev.winnow.cli.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints a plan for people. */
final class PlanTable {
  private PlanTable() {}

  /** What is worth having, and what is recommended. */
  static void print(SplitPlan plan, PrintWriter out) {
    List<String> headings = new ArrayList<>(SplitPlanText.HEADINGS);
    headings.set(0, headings.get(0) + " ");
    TextTable table = new TextTable(headings.toArray(String[]::new));
    plan.front().forEach(trial -> table.row(SplitPlanText.row(plan, trial).toArray()));
    table.print(out);
    out.println();
    plan.device()
        .ifPresent(name -> out.printf("Milliseconds are of %s, by its profile.%n%n", name));
    plan.recommended().ifPresent(trial -> out.println(SplitPlanText.recommendation(plan, trial)));
    out.println();
  }
}
