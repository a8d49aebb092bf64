package dev.winnow.build.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which trials are worth having: those that no other one beats in edge share and accuracy. */
final class ParetoFront {
  private ParetoFront() {}

  /** The front, by edge share. */
  static List<Trial> of(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trials.stream().noneMatch(trial::isDominatedBy))
        .sorted(Comparator.comparingDouble(trial -> trial.cost().edgeShare()))
        .toList();
  }

  /**
   * The best of them: the front, then the front of what is left, and so on (non-dominated sorting;
   * Deb et al. 2002); of a front that has not room as a whole, those that are right most often.
   *
   * @param count how many, or all if there are fewer
   */
  static List<Trial> best(List<Trial> trials, int count) {
    List<Trial> left = new ArrayList<>(trials);
    List<Trial> best = new ArrayList<>();
    while (!left.isEmpty() && best.size() < count) {
      List<Trial> front = of(left);
      front.stream()
          .sorted(Comparator.comparingDouble(Trial::balanced).reversed())
          .limit(count - best.size())
          .forEach(best::add);
      left.removeAll(front);
    }
    return best;
  }
}
