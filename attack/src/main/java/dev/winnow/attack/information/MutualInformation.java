package dev.winnow.attack.information;

import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.adversary.Scores;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What features tell about a label, estimated in bits with the probabilities of an adversary that
 * learned it: the label's entropy less the adversary's cross-entropy on rows it did not learn from.
 * No probabilities that anybody can compute make this exceed the mutual information but by chance
 * (Barber and Agakov 2003, "The IM Algorithm"). What features tell about anything is bounded by the
 * capacity of the mechanism, which is no matter of attacks.
 *
 * <p>Adversaries are too sure of themselves. By how much is chosen on half of the people, and
 * undone on the other half, and the other way round (a temperature; Guo et al. 2017, "On
 * Calibration of Modern Neural Networks").
 */
public final class MutualInformation {
  private static final double[] TEMPERATURES = {0.5, 0.7, 1, 1.4, 2, 3, 5, 8, 16, 64, 1024};
  private static final int BLOCK = 256;

  /**
   * How much of its probability an adversary gives to all labels alike, lest one row of which it
   * was wrongly certain, as densities are far from all they know, outweigh all others.
   */
  private static final double DOUBT = 1e-3;

  private MutualInformation() {}

  /**
   * The parts of the mean, row by row.
   *
   * @param data whose people are the values of the label; rows of a person should be known or
   *     unknown, not both, unless it is the person that is asked for
   * @return for each unknown row log₂ of the probability of the right label over the label's share
   *     of the unknown rows; below 0 where the adversary was misled
   */
  public static double[] perRow(Scores scores, PreparedData data) {
    int rows = data.unknownPeople().size();
    double[][] surprises = new double[rows][];
    IntStream.range(0, (rows + BLOCK - 1) / BLOCK)
        .parallel()
        .map(block -> block * BLOCK)
        .forEach(from -> surprise(scores, data, from, surprises));
    int[] chosen = {best(surprises, data.shown(), 1), best(surprises, data.shown(), 0)};
    double[] captures = new double[scores.answers()];
    data.unknownPeople().forEach(label -> captures[label]++);
    double[] bits = new double[rows];
    for (int row = 0; row < rows; row++) {
      double share = captures[data.unknownPeople().get(row)] / rows;
      double surprise = surprises[row][chosen[half(data.shown(), row)]];
      bits[row] = (-Math.log(share) - surprise) / Math.log(2);
    }
    return bits;
  }

  /** Sets −ln of the probability of the right label of each row, at each temperature. */
  private static void surprise(Scores scores, PreparedData data, int from, double[][] into) {
    int to = Math.min(from + BLOCK, into.length);
    Tensor block = data.unknown().rows(from, to);
    float[][] all = scores.all(block);
    for (int row = from; row < to; row++) {
      int label = data.unknownPeople().get(row);
      into[row] = new double[TEMPERATURES.length];
      for (int t = 0; t < TEMPERATURES.length; t++) {
        into[row][t] = -Math.log(probability(all, label, row - from, TEMPERATURES[t]));
      }
    }
  }

  /** The temperature that serves half of the people best; the highest of equals. */
  private static int best(double[][] surprises, List<Integer> shown, int half) {
    double[] sums = new double[TEMPERATURES.length];
    for (int row = 0; row < surprises.length; row++) {
      if (half(shown, row) == half) {
        for (int t = 0; t < sums.length; t++) {
          sums[t] += surprises[row][t];
        }
      }
    }
    int best = sums.length - 1;
    for (int t = sums.length - 1; t >= 0; t--) {
      best = sums[t] < sums[best] ? t : best;
    }
    return best;
  }

  private static int half(List<Integer> shown, int row) {
    return shown.get(row) & 1;
  }

  /** Of the right label, by scores of which each is a logarithm up to a constant. */
  private static double probability(float[][] scores, int label, int row, double temperature) {
    double most = Double.NEGATIVE_INFINITY;
    for (float[] each : scores) {
      most = Math.max(most, each[row]);
    }
    double sum = 0;
    for (float[] each : scores) {
      sum += Math.exp((each[row] - most) / temperature);
    }
    double said = Math.exp((scores[label][row] - most) / temperature) / sum;
    // Whoever excludes every label has said nothing.
    return most == Double.NEGATIVE_INFINITY
        ? 1.0 / scores.length
        : (1 - DOUBT) * said + DOUBT / scores.length;
  }
}
