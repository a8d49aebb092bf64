package dev.winnow.build.plan;

import dev.winnow.audit.report.Chart;
import dev.winnow.audit.report.Html;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as a page: a chart of what was tried, the front as a table, the command to build it. */
public final class SplitPlanPage {
  private static final String DONE = "#1f5fa8";
  private static final String STOPPED = "#b9c2cd";
  private static final String CHOSEN = "#17693a";

  private SplitPlanPage() {}

  /**
   * The page, which needs no network and no script.
   *
   * @param name of the network
   * @param command by which the recommendation is built; empty if there is none
   */
  public static String of(String name, SplitPlan plan, Optional<String> command) {
    String lead =
        plan.recommended()
            .map(trial -> SplitPlanText.recommendation(plan, trial))
            .orElse("Nothing could be trained.");
    return Html.page(
        "Where to cut " + name,
        /* style= */ "",
        Html.text(lead),
        List.of(
            command.map(text -> "<p><code>%s</code></p>%n".formatted(Html.text(text))).orElse(""),
            figure(plan),
            table(plan)));
  }

  private static String figure(SplitPlan plan) {
    return """
        <figure>%s<figcaption>Each dot is a candidate; point at it to see which. Blue: trained to \
        the end; grey: given up after less training, so that it stands lower than it could. Green: \
        recommended. Dashed: the uncut network.</figcaption></figure>
        """
        .formatted(chart(plan));
  }

  private static String table(SplitPlan plan) {
    return """
        <h2>Worth having</h2>
        <div class="scroll"><table><thead><tr>%s</tr></thead><tbody>
        %s</tbody></table></div>
        <p class="note">Edge share: of the uncut network's multiply-accumulates, what the edge \
        computes. ms: of the extractor, one sample in one thread of %s. \
        Intra-class: squared radius of a class in the feature of the network as it is, beside that \
        of all classes; the smaller, the less there is to invert. Balanced accuracy: with half of its 95 %% interval, on people who are neither learned from nor in \
        the test part. %s</p>
        """
        .formatted(
            cells("th", SplitPlanText.HEADINGS),
            plan.front().stream()
                .map(trial -> "<tr>" + cells("td", SplitPlanText.row(plan, trial)) + "</tr>\n")
                .collect(Collectors.joining()),
            Html.text(plan.device().orElse("this machine")),
            Html.text(SplitPlanText.excluded(plan.excluded())));
  }

  private static String cells(String element, List<String> texts) {
    return texts.stream()
        .map(text -> "<%1$s>%2$s</%1$s>".formatted(element, Html.text(text)))
        .collect(Collectors.joining());
  }

  private static String chart(SplitPlan plan) {
    List<CandidateResult> trials = plan.trials();
    double right = trials.stream().mapToDouble(trial -> trial.cost().edgeShare()).max().orElse(1);
    right = Math.min(1.2, Math.ceil(10 * right) / 10);
    double lowest =
        Math.min(
            plan.uncut().balanced(),
            trials.stream().mapToDouble(CandidateResult::balanced).min().orElse(0));
    double bottom = Math.max(0, Math.floor(20 * lowest - 0.5) / 20);
    Chart chart = new Chart(0, right, bottom, 1);
    for (double x = 0; x <= right + 1e-9; x += right / 5) {
      chart.tickAcross(x, Math.round(100 * x) + " %");
    }
    for (double y = bottom; y < 1.001; y += (1 - bottom) / 5) {
      chart.tickDown(y, Math.round(100 * y) + " %");
    }
    chart.axes("edge share", "balanced accuracy");
    double uncut = plan.uncut().balanced();
    for (int dash = 0; dash < 40; dash++) {
      chart.line(right * dash / 40, uncut, right * (dash + 0.5) / 40, uncut, "#b26a00");
    }
    for (CandidateResult trial : trials) {
      if (trial.effort() < 1) {
        mark(chart, trial, STOPPED);
      }
    }
    trials.stream().filter(trial -> trial.effort() == 1).forEach(trial -> mark(chart, trial, DONE));
    plan.recommended().ifPresent(trial -> mark(chart, trial, CHOSEN));
    return chart.svg("Balanced accuracy against edge share of every candidate");
  }

  private static void mark(Chart chart, CandidateResult trial, String colour) {
    String told =
        "%s: edge share %s, balanced %s, %s of the training"
            .formatted(
                trial.candidate().text(),
                Html.percent(trial.cost().edgeShare()),
                Html.percent(trial.balanced()),
                Html.percent(trial.effort()));
    chart.dot(trial.cost().edgeShare(), trial.balanced(), colour, told);
  }
}
