package dev.winnow.privacy;

import dev.winnow.core.Tensor;

/**
 * What an adversary that has learned makes of features. It is asked about some rows at a time, and
 * says its scores one answer after another: a table of all rows and all answers would grow with
 * their product, and a few rows' scores for one answer stay near the processor.
 *
 * <p>Safe for use by several threads. Whoever had the adversary learn closes it.
 */
public interface Scores extends AutoCloseable {
  /** What it makes of some rows; for one thread. */
  interface Block {
    /**
     * Sets how likely an answer is for each row, as a logarithm up to a constant per row; −∞ if it
     * is excluded.
     */
    void score(int answer, float[] into);
  }

  /** How many answers (people, or values of a label) there are to choose from. */
  int answers();

  /**
   * Weighs some rows.
   *
   * @param rows prepared features, of the shape [rows, values]
   */
  Block of(Tensor rows);

  /** For each answer the score of each row, newly allocated. */
  default float[][] all(Tensor rows) {
    Block block = of(rows);
    float[][] scores = new float[answers()][rows.shape().dim(0)];
    for (int answer = 0; answer < scores.length; answer++) {
      block.score(answer, scores[answer]);
    }
    return scores;
  }

  @Override
  default void close() {}
}
