package dev.winnow.privacy;

import dev.winnow.core.Tensor;

/** Answers of classifiers as scores. */
final class Probabilities {
  private Probabilities() {}

  /**
   * Logarithms, for each answer one for each row; what is too small for a float counts as the
   * smallest.
   */
  static float[][] logarithms(Tensor probabilities) {
    float[][] scores = Columns.of(probabilities);
    for (float[] answer : scores) {
      for (int row = 0; row < answer.length; row++) {
        answer[row] = (float) Math.log(Math.max(answer[row], Float.MIN_VALUE));
      }
    }
    return scores;
  }
}
