package dev.winnow.build.plan;

import dev.winnow.audit.journal.Journal;
import dev.winnow.build.StudyListener;
import dev.winnow.core.WinnowException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
  private final Journal<TrialOutcome> journal;
  private final PlanListener listener;

  SuccessiveHalving(CandidateTrial trial, Journal<TrialOutcome> journal, PlanListener listener) {
    this.trial = trial;
    this.journal = journal;
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
    Map<Candidate, PricedCandidate> priced = new HashMap<>();
    candidates.forEach(each -> priced.put(each.candidate(), each));
    Map<Candidate, CandidateResult> last = new LinkedHashMap<>();
    List<Candidate> left = candidates.stream().map(PricedCandidate::candidate).toList();
    for (Rung rung : RUNGS) {
      left = left.subList(0, Math.min(rung.candidates, left.size()));
      List<CandidateResult> trials = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        Candidate candidate = left.get(i);
        StudyListener told = listener.tries(candidate, rung.effort, i + 1, left.size());
        tried(Objects.requireNonNull(priced.get(candidate)), rung.effort, told, failed)
            .ifPresent(trials::add);
      }
      trials.forEach(made -> last.put(made.candidate(), made));
      left =
          ParetoFront.best(trials, trials.size()).stream().map(CandidateResult::candidate).toList();
    }
    return List.copyOf(last.values());
  }

  private Optional<CandidateResult> tried(
      PricedCandidate priced, double effort, StudyListener told, Map<Candidate, String> failed) {
    Candidate candidate = priced.candidate();
    try {
      TrialOutcome outcome =
          journal.result(candidate.text() + " " + effort, () -> trial.run(priced, effort, told));
      CandidateResult made = new CandidateResult(candidate, priced.cost(), effort, outcome);
      listener.tried(made);
      return Optional.of(made);
    } catch (WinnowException e) {
      // One that cannot be trained does not end what was asked about all.
      failed.put(candidate, String.valueOf(e.getMessage()));
      listener.failed(candidate, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
