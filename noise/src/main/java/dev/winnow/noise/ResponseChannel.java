package dev.winnow.noise;

import dev.winnow.core.RandomizedResponse;
import dev.winnow.core.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * What randomised response tells of a population whose features are known, in bits: less than
 * {@link ChannelCapacity} says for any population, and true of this one only.
 */
public final class ResponseChannel {
  private final RandomizedResponse response;
  private final double[][] shares;
  private final double cellEntropy;

  private ResponseChannel(RandomizedResponse response, double[][] shares, double cellEntropy) {
    this.response = response;
    this.shares = shares;
    this.cellEntropy = cellEntropy;
  }

  /**
   * Counts levels.
   *
   * @param features of the people, of the shape rows × values, at least one row
   */
  public static ResponseChannel of(RandomizedResponse response, Tensor features) {
    int rows = features.shape().dim(0);
    double[][] shares = new double[response.values()][response.levels()];
    Map<String, Integer> cells = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      StringBuilder cell = new StringBuilder();
      for (int i = 0; i < response.values(); i++) {
        int level = response.level(i, features.buffer().get(row * response.values() + i));
        shares[i][level] += 1.0 / rows;
        cell.append(level).append(' ');
      }
      cells.merge(cell.toString(), 1, Integer::sum);
    }
    double[] counts = cells.values().stream().mapToDouble(n -> (double) n / rows).toArray();
    return new ResponseChannel(response, shares, entropy(counts));
  }

  /**
   * What several answers about one capture tell of it: no more than as many first answers do, nor
   * than the permanent layer lets through; the sum over the values, whose noise is independent, of
   * H(answer) − H(answer | level).
   *
   * @param answers at least 1
   */
  public double bits(int answers) {
    double bits = 0;
    for (double[] own : shares) {
      bits += Math.min(answers * told(own, response.flip()), told(own, response.permanentFlip()));
    }
    return bits;
  }

  /** Entropy of the cells, of all values together: what clean features tell of one another. */
  public double cellEntropy() {
    return cellEntropy;
  }

  private double told(double[] share, double flip) {
    int levels = response.levels();
    double other = flip / (levels - 1);
    double[] answers = new double[levels];
    double[] kept = new double[levels];
    for (int level = 0; level < levels; level++) {
      answers[level] = share[level] * (1 - flip) + (1 - share[level]) * other;
      kept[level] = level == 0 ? 1 - flip : other;
    }
    return Math.max(0, entropy(answers) - entropy(kept));
  }

  private static double entropy(double[] shares) {
    double bits = 0;
    for (double share : shares) {
      bits -= share > 0 ? share * ChannelCapacity.log2(share) : 0;
    }
    return bits;
  }
}
