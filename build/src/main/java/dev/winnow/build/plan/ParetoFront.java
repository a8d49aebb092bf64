package dev.winnow.build.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which trials are worth having: those that no other one beats in edge share and accuracy. */
final class ParetoFront {
  private ParetoFront() {}

  /** The front, by edge share; of equals the embedding that takes less training first. */
  static List<CandidateResult> of(List<CandidateResult> trials) {
    return trials.stream()
        .filter(trial -> trials.stream().noneMatch(trial::isDominatedBy))
        .sorted(
            Comparator.comparingDouble((CandidateResult trial) -> trial.cost().edgeShare())
                .thenComparing(trial -> trial.candidate().embedding()))
        .toList();
  }

  /**
   * The best of them: the front, then the front of what is left, and so on (non-dominated sorting;
   * Deb et al. 2002); of a front that has not room as a whole, those that are right most often.
   *
   * @param count how many, or all if there are fewer
   */
  static List<CandidateResult> best(List<CandidateResult> trials, int count) {
    List<CandidateResult> left = new ArrayList<>(trials);
    List<CandidateResult> best = new ArrayList<>();
    while (!left.isEmpty() && best.size() < count) {
      List<CandidateResult> front = of(left);
      front.stream()
          .sorted(Comparator.comparingDouble(CandidateResult::balanced).reversed())
          .limit(count - best.size())
          .forEach(best::add);
      left.removeAll(front);
    }
    return best;
  }
}
