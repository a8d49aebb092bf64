package dev.winnow.attack.adversary;

import dev.winnow.attack.statistics.Columns;
import dev.winnow.core.Tensor;

/** Answers of classifiers as scores. */
final class Probabilities {
  private Probabilities() {}

  /** Their logarithms; of what is too small for a float, that of the smallest. */
  static Scores.Block logarithms(Tensor probabilities) {
    float[][] columns = Columns.of(probabilities);
    return (answer, into) -> {
      for (int row = 0; row < into.length; row++) {
        into[row] = (float) Math.log(Math.max(columns[answer][row], Float.MIN_VALUE));
      }
    };
  }
}
