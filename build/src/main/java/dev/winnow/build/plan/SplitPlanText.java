package dev.winnow.build.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan in sentences, the same on the page and on the console. */
public final class SplitPlanText {
  private SplitPlanText() {}

  /** Which candidate, what it does, and why it. */
  public static String recommendation(SplitPlan plan, CandidateResult trial) {
    TrialOutcome outcome = trial.outcome();
    String why =
        plan.isWithinBudget()
            ? "of those trained to the end that keep the budget it costs the edge least"
            : "nothing trained to the end keeps the budget; this is right most often";
    return String.format(
        Locale.ROOT,
        "%s: the edge computes %.1f %% of the uncut network, an answer tells at most %.2f bits, and %.1f %% ± %.1f are right (balanced; the uncut network %.1f %%); %s.",
        trial.candidate().text(),
        100 * trial.cost().edgeShare(),
        outcome.bits(),
        100 * outcome.balanced(),
        100 * outcome.error(),
        100 * plan.uncut().balanced(),
        why);
  }

  /** Of a table of candidates. */
  public static final List<String> HEADINGS =
      List.of(
          "candidate",
          "edge share",
          "balanced",
          "leakage",
          "bits",
          "bytes",
          "ms",
          "size",
          "parameters",
          "intra-class");

  /** A row of that table. */
  public static List<String> row(SplitPlan plan, CandidateResult trial) {
    CandidateCost cost = trial.cost();
    TrialOutcome outcome = trial.outcome();
    ProbedCut probed = plan.probes().get(trial.candidate().where());
    return List.of(
        trial.candidate().text(),
        percent(cost.edgeShare()),
        "%s ± %.1f".formatted(percent(outcome.balanced()), 100 * outcome.error()),
        leakage(outcome),
        String.format(Locale.ROOT, "%.2f", outcome.bits()),
        String.valueOf(cost.bytes()),
        String.format(Locale.ROOT, "%.2f", cost.milliseconds()),
        String.format(Locale.ROOT, "%.0f kB", cost.size() / 1e3),
        String.format(Locale.ROOT, "%,d", cost.parameters()),
        probed == null ? "–" : String.format(Locale.ROOT, "%.2f", probed.intraClassRadius()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** How many candidates were beyond the budget, untried; empty if none. */
  public static String excluded(Map<String, Integer> excluded) {
    if (excluded.isEmpty()) {
      return "";
    }
    return excluded.entrySet().stream()
        .map(each -> "%d by %s".formatted(each.getValue(), each.getKey()))
        .collect(Collectors.joining(", ", "Beyond the budget untried: ", "."));
  }

  /** Leakage in hundredths, or that it was not measured. */
  private static String leakage(TrialOutcome outcome) {
    return outcome.leakage().isPresent()
        ? String.format(Locale.ROOT, "%.2f", outcome.leakage().getAsDouble())
        : "not measured";
  }
}
