package dev.winnow.noise;

import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.core.Tensor;
import java.util.Arrays;
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
   * Counts symbols.
   *
   * @param features of the people, of the shape rows × values, at least one row
   */
  public static ResponseChannel of(RandomizedResponse response, Tensor features) {
    int rows = features.shape().dim(0);
    Quantizer quantizer = response.quantizer();
    double[][] shares = new double[quantizer.symbols()][quantizer.alphabet()];
    Map<String, Integer> cells = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      int[] symbols = quantizer.encode(features.rows(row, row + 1).toArray());
      for (int i = 0; i < symbols.length; i++) {
        shares[i][symbols[i]] += 1.0 / rows;
      }
      cells.merge(Arrays.toString(symbols), 1, Integer::sum);
    }
    double[] counts = cells.values().stream().mapToDouble(n -> (double) n / rows).toArray();
    return new ResponseChannel(response, shares, entropy(counts));
  }

  /**
   * What several answers about one capture tell of it: no more than as many first answers do, nor
   * than the permanent layer lets through; the sum over the symbols, whose noise is independent, of
   * H(answer) − H(answer | symbol).
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
    int alphabet = response.quantizer().alphabet();
    double other = flip / (alphabet - 1);
    double[] answers = new double[alphabet];
    double[] kept = new double[alphabet];
    for (int symbol = 0; symbol < alphabet; symbol++) {
      answers[symbol] = share[symbol] * (1 - flip) + (1 - share[symbol]) * other;
      kept[symbol] = symbol == 0 ? 1 - flip : other;
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
