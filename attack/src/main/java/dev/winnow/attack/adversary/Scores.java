package dev.winnow.attack.adversary;

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

    /**
     * Compares other answers with one for each row.
     *
     * @param right the score of that one for each row; it is read, not changed, and not kept longer
     *     than the result
     */
    default Rivals rivals(float[] right) {
      float[] room = new float[right.length];
      return (answer, better, equal) -> {
        score(answer, room);
        Rivals.count(room, right, better, equal);
      };
    }
  }

  /** Answers beside the right one of each row; for one thread. */
  interface Rivals {
    /** Adds 1 where an answer scores above the right one, and where it scores the same. */
    void count(int answer, int[] better, int[] equal);

    private static void count(float[] answer, float[] right, int[] better, int[] equal) {
      for (int i = 0; i < right.length; i++) {
        better[i] += answer[i] > right[i] ? 1 : 0;
        equal[i] += answer[i] == right[i] ? 1 : 0;
      }
    }
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
