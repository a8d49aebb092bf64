package dev.winnow.build.plan;

import dev.winnow.build.StudyListener;
import dev.winnow.core.WinnowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains many candidates a little, the best of them more, and few to the end (Jamieson and
 * Talwalkar 2016, "Non-stochastic Best Arm Identification and Hyperparameter Optimization").
 */
final class SuccessiveHalving {
  /** Share of the whole training, and how many go on to it. */
  private record Rung(double effort, int candidates) {}

  private static final List<Rung> RUNGS =
      List.of(new Rung(0.125, 18), new Rung(0.375, 7), new Rung(1, 3));

  private final CandidateTrial trial;
  private final TrialCheckpoint checkpoint;
  private final PlanListener listener;

  SuccessiveHalving(CandidateTrial trial, TrialCheckpoint checkpoint, PlanListener listener) {
    this.trial = trial;
    this.checkpoint = checkpoint;
    this.listener = listener;
  }

  /**
   * Runs.
   *
   * @param candidates the most promising first
   * @param failed receives what could not be trained, and why
   * @return every candidate that was trained, as it came out with the most training that it had
   */
  List<CandidateResult> run(List<PricedCandidate> candidates, Map<Candidate, String> failed) {
    List<PricedCandidate> left = candidates;
    List<CandidateResult> last = new ArrayList<>();
    for (Rung rung : RUNGS) {
      left = left.subList(0, Math.min(rung.candidates, left.size()));
      List<CandidateResult> trials = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        StudyListener told =
            listener.tries(left.get(i).candidate(), rung.effort, i + 1, left.size());
        tried(left.get(i), rung.effort, told, trials, failed);
      }
      last.removeIf(
          before -> trials.stream().anyMatch(now -> now.candidate().equals(before.candidate())));
      last.addAll(trials);
      left = inOrder(left, ParetoFront.best(trials, trials.size()));
    }
    return last;
  }

  private void tried(
      PricedCandidate priced,
      double effort,
      StudyListener told,
      List<CandidateResult> trials,
      Map<Candidate, String> failed) {
    Candidate candidate = priced.candidate();
    try {
      TrialOutcome outcome =
          checkpoint.outcome(candidate, effort, () -> trial.run(priced, effort, told));
      CandidateResult made = new CandidateResult(candidate, priced.cost(), effort, outcome);
      trials.add(made);
      listener.tried(made);
    } catch (WinnowException e) {
      // One that cannot be trained does not end what was asked about all.
      failed.put(candidate, String.valueOf(e.getMessage()));
      listener.failed(candidate, String.valueOf(e.getMessage()));
    }
  }

  private static List<PricedCandidate> inOrder(
      List<PricedCandidate> priced, List<CandidateResult> order) {
    return order.stream()
        .map(
            made ->
                priced.stream()
                    .filter(each -> each.candidate().equals(made.candidate()))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }
}
