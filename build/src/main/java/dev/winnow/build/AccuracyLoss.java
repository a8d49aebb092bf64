package dev.winnow.build;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Balanced accuracy that something costs, compared sample by sample, and what it costs other people
 * of the same kind at most: of the many who might have been in the data, few were.
 *
 * @param mean over the classes of the mean within each, a share from −1 to 1
 * @param most upper end of the one-sided 95 % interval of {@code mean}, by the normal
 *     approximation; no less than {@code mean}
 */
public record AccuracyLoss(double mean, double most) {
  /** The 95 % point of the normal distribution. */
  private static final double ONE_SIDED = 1.645;

  /**
   * Compares before and after.
   *
   * @param classes of the samples
   * @param lost how much less often each sample is named rightly afterwards, from −1 to 1
   */
  static AccuracyLoss of(List<String> classes, double[] lost) {
    Map<String, double[]> sums = new TreeMap<>();
    for (int i = 0; i < lost.length; i++) {
      double[] sum = sums.computeIfAbsent(classes.get(i), label -> new double[3]);
      sum[0]++;
      sum[1] += lost[i];
      sum[2] += lost[i] * lost[i];
    }
    double mean = 0;
    double variance = 0;
    for (double[] sum : sums.values()) {
      double own = sum[1] / sum[0];
      mean += own / sums.size();
      // Of the mean of a class; one sample tells nothing of how others would differ from it.
      double spread = sum[0] > 1 ? (sum[2] - sum[0] * own * own) / (sum[0] - 1) : 1;
      variance += Math.max(0, spread) / sum[0] / sums.size() / sums.size();
    }
    return new AccuracyLoss(mean, mean + ONE_SIDED * Math.sqrt(variance));
  }
}
