package dev.winnow.privacy;

import dev.winnow.core.Tensor;

/**
 * What an adversary that has learned makes of features, asked for some rows at a time: scores of
 * all rows for all answers would be a table that grows with their product.
 *
 * <p>Safe for use by several threads. Whoever had the adversary learn closes it.
 */
public interface Scores extends AutoCloseable {
  /** How many answers (people, or values of a label) there are to choose from. */
  int answers();

  /**
   * How likely each answer is for each row, as a logarithm up to a constant per row.
   *
   * @param rows prepared features, of the shape [rows, values]
   * @return newly allocated, for each answer a score for each row; −∞ for what is excluded
   */
  float[][] of(Tensor rows);

  @Override
  default void close() {}
}
