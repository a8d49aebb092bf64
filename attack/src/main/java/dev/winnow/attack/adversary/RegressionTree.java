package dev.winnow.attack.adversary;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A binary tree of few levels that splits rows where that explains most of the variance of a
 * target: CART (Breiman et al. 1984) by exact search, with thresholds halfway between neighbours.
 */
final class RegressionTree {
  /** Values that are closer are taken for equal. */
  private static final float EQUAL = 1e-7f;

  private static final double PURE = 1e-15;

  private final int[] column;
  private final double[] threshold;
  private final double[] value;

  private RegressionTree(int depth) {
    this.column = new int[(1 << (depth + 1)) - 1];
    this.threshold = new double[column.length];
    this.value = new double[column.length];
    Arrays.fill(column, -1);
  }

  /** The value of a leaf, from the rows in it. */
  interface Leaf {
    double value(int[] rows);
  }

  /**
   * Grows a tree.
   *
   * @param columns of the rows it learns from
   * @param order for each column the rows in the order of its values
   * @param target of each row
   * @param depth levels of splits at most
   * @param leaf value of a leaf
   * @param fitted for each of the rows, to which the value of its leaf is added
   */
  static RegressionTree of(
      float[][] columns, int[][] order, double[] target, int depth, Leaf leaf, double[] fitted) {
    RegressionTree tree = new RegressionTree(depth);
    tree.grow(0, depth, order, new Rows(columns, target, leaf, fitted));
    return tree;
  }

  @SuppressWarnings("ArrayRecordComponent") // Handed down, and never compared.
  private record Rows(float[][] columns, double[] target, Leaf leaf, double[] fitted) {}

  /** The value of the leaf that a row falls into. */
  double of(float[][] columns, int row) {
    int node = 0;
    while (column[node] >= 0) {
      node = 2 * node + (columns[column[node]][row] <= threshold[node] ? 1 : 2);
    }
    return value[node];
  }

  private void grow(int node, int levels, int[][] order, Rows rows) {
    if (levels == 0 || !split(node, order, rows)) {
      value[node] = rows.leaf.value(order[0]);
      IntConsumer fit = row -> rows.fitted[row] += value[node];
      Arrays.stream(order[0]).forEach(fit);
      return;
    }
    float[] by = rows.columns[column[node]];
    int[][] left = new int[order.length][];
    int[][] right = new int[order.length][];
    for (int i = 0; i < order.length; i++) {
      part(order[i], by, threshold[node], i, left, right);
    }
    grow(2 * node + 1, levels - 1, left, rows);
    grow(2 * node + 2, levels - 1, right, rows);
  }

  private static void part(
      int[] rows, float[] by, double threshold, int column, int[][] left, int[][] right) {
    int[] low = new int[rows.length];
    int[] high = new int[rows.length];
    int lows = 0;
    int highs = 0;
    for (int row : rows) {
      if (by[row] <= threshold) {
        low[lows++] = row;
      } else {
        high[highs++] = row;
      }
    }
    left[column] = Arrays.copyOf(low, lows);
    right[column] = Arrays.copyOf(high, highs);
  }

  /** Sets the best split of a node; false if its target does not vary, or no column does. */
  private boolean split(int node, int[][] order, Rows rows) {
    double[] target = rows.target;
    int count = order[0].length;
    double total = 0;
    double squares = 0;
    for (int row : order[0]) {
      total += target[row];
      squares += target[row] * target[row];
    }
    if (squares / count - (total / count) * (total / count) <= PURE) {
      return false;
    }
    double best = 0;
    for (int i = 0; i < order.length; i++) {
      float[] values = rows.columns[i];
      int[] sorted = order[i];
      double left = 0;
      for (int at = 1; at < count; at++) {
        left += target[sorted[at - 1]];
        float low = values[sorted[at - 1]];
        float high = values[sorted[at]];
        if (high > low + EQUAL) {
          double apart = (count - at) * left - at * (total - left);
          double gain = apart * apart / ((double) at * (count - at));
          if (gain > best) {
            best = gain;
            column[node] = i;
            threshold[node] = low / 2.0 + high / 2.0;
          }
        }
      }
    }
    return best > 0;
  }
}
