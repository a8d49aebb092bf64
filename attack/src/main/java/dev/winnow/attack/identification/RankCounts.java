package dev.winnow.attack.identification;

import dev.winnow.attack.statistics.Metric;
import java.util.function.DoubleUnaryOperator;

/**
 * How an adversary did on one row.
 *
 * <p>Answers of equal scores are in no order, so what is counted is the expectation over all their
 * orders: an adversary that scores everything alike is at chance, not first.
 *
 * @param right the number of the right answer
 * @param person who is on the row
 * @param better how many answers score above the right one
 * @param equal how many score as it does, itself among them, at least 1
 * @param bits how much surer of the right answer it became, log₂ of its probability over the
 *     answer's share of the rows; NaN if nobody asked. Unlike a place, it hardly depends on whom an
 *     adversary names first among those whom it cannot tell apart
 */
public record RankCounts(int right, int person, int better, int equal, double bits) {
  /**
   * @throws IllegalArgumentException if the right answer is not among its equals: whoever counted
   *     lost it
   */
  public RankCounts {
    if (equal < 1) {
      throw new IllegalArgumentException("the right answer must score as itself");
    }
  }

  /** One whose bits nobody asked for. */
  public RankCounts(int right, int person, int better, int equal) {
    this(right, person, better, equal, Double.NaN);
  }

  /** The same with the information of the row, in bits. */
  RankCounts withInformation(double information) {
    return new RankCounts(right, person, better, equal, information);
  }

  /**
   * What the row adds to a metric of naming.
   *
   * @param answers there were to choose from
   * @throws IllegalArgumentException if the metric is of pairs, of likeness or of one person
   */
  double value(Metric metric, int answers) {
    return switch (metric) {
      case TOP_ONE, BALANCED -> shareWithin(1);
      case TOP_FIVE -> shareWithin(5);
      case BAYES_ERROR -> 1 - shareWithin(1);
      case MEAN_RANK -> (better + (equal + 1) / 2.0) / answers;
      case LOG_RANK -> answers == 1 ? 0 : mean(Math::log) / Math.log(answers);
      case INFORMATION -> bits;
      case WORST_PERSON,
          R_SQUARED,
          EQUAL_ERROR,
          AREA,
          AREA_ABOVE,
          TRUE_POSITIVES,
          TRUE_POSITIVES_PERCENT,
          SSIM,
          PSNR,
          MSE,
          LOG_SPECTRAL_DISTANCE,
          RMSE ->
          throw new IllegalArgumentException(metric.word() + " is not counted row by row");
    };
  }

  private double shareWithin(int first) {
    return Math.max(0, Math.min(1, (double) (first - better) / equal));
  }

  private double mean(DoubleUnaryOperator ofRank) {
    double sum = 0;
    for (int rank = better + 1; rank <= better + equal; rank++) {
      sum += ofRank.applyAsDouble(rank);
    }
    return sum / equal;
  }
}
