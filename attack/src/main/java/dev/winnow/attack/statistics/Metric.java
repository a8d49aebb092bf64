package dev.winnow.attack.statistics;

import dev.winnow.core.Estimate;
import java.util.Arrays;

/** What is counted about an attack. */
public enum Metric {
  /** Share of the unknown rows whose right answer comes first. Of equals, each is as likely. */
  TOP_ONE("top1", true),
  /** Share whose right answer is among the first five. */
  TOP_FIVE("top5", true),
  /**
   * Mean of log(rank) / log(answers): 0 if the right answer always comes first, 1 if always last
   * (DPFE, arXiv 1802.03151, section V). Chance lies below 1, since low ranks weigh more.
   */
  LOG_RANK("log-rank", false),
  /** Mean of rank / answers: ½ if nothing is known (the curve of DeepPrivInf2017). */
  MEAN_RANK("mean-rank", false),
  /** Share of the unknown rows that are answered wrongly: what DPFE calls the Bayes error. */
  BAYES_ERROR("bayes-error", false),
  /** Mean over the right answers of the share that is named rightly within each. */
  BALANCED("balanced", true),
  /**
   * Share of the variance of a number that is explained: 0 for whoever says the mean, 1 for all.
   */
  R_SQUARED("r2", true),
  /** Where as many pairs of one person are refused as pairs of two are taken for one. */
  EQUAL_ERROR("eer", false),
  /** How often a pair of one person scores above a pair of two. */
  AREA("auc", true),
  /** By how much the area exceeds that of a control, from −1 to 1. */
  AREA_ABOVE("auc-above-label", true),
  /** Share of the pairs of one person that are found at one false alarm in 1,000. */
  TRUE_POSITIVES("tpr-at-fpr-1e-3", true),
  /** The same at one false alarm in 100. */
  TRUE_POSITIVES_PERCENT("tpr-at-fpr-1e-2", true),
  /** Mutual information between feature and label as an adversary's probabilities show, in bits. */
  INFORMATION("information", true),
  /** The same of the person of whom most is told, chosen by other rows than it is counted in. */
  WORST_PERSON("worst-person", true),
  /** Mean structural similarity of a reconstruction and its original: 1 for the same image. */
  SSIM("ssim", true),
  /** Mean peak signal-to-noise ratio of a reconstruction, in dB. */
  PSNR("psnr", true),
  /** Mean squared difference of a reconstruction and its original, of values from 0 to 1. */
  MSE("mse", false),
  /** Mean log-spectral distance of a reconstruction and its original, in dB: 0 for the same. */
  LOG_SPECTRAL_DISTANCE("log-spectral-distance", false),
  /**
   * Root mean squared difference of a reconstruction and its original, in standard deviations of
   * each channel: 0 for the same, about 1 for whoever knows nothing.
   */
  RMSE("rmse", false);

  private final String word;
  private final boolean leak;

  Metric(String word, boolean leak) {
    this.word = word;
    this.leak = leak;
  }

  /** The word for it in tables and JSON. */
  public String word() {
    return word;
  }

  /**
   * The metric of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Metric ofWord(String word) {
    return Arrays.stream(values())
        .filter(metric -> metric.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no metric is called " + word));
  }

  /** Whether it says how alike a reconstruction and its original are. */
  public boolean isOfLikeness() {
    return switch (this) {
      case SSIM, PSNR, MSE, LOG_SPECTRAL_DISTANCE, RMSE -> true;
      default -> false;
    };
  }

  /** Whether a larger value leaks more; otherwise a smaller one does. */
  public boolean growsWithLeak() {
    return leak;
  }

  /**
   * What is said of several draws of noise: the value of the draw that leaks most, and the interval
   * of all of them together, extended so that it holds every draw. Whoever runs one draw may get
   * any of them, so their spread belongs to the interval.
   *
   * @param together of all draws together
   * @param draws value of each draw; a draw that is NaN showed nothing and is left out
   * @return NaN throughout if {@code together} is of the value NaN; {@code together} if no draw
   *     showed anything
   */
  public Estimate worst(Estimate together, double... draws) {
    double[] shown = Arrays.stream(draws).filter(draw -> !Double.isNaN(draw)).toArray();
    if (Double.isNaN(together.value())) {
      return Estimate.exactly(Double.NaN);
    }
    if (shown.length == 0) {
      return together;
    }
    double least = Arrays.stream(shown).min().orElseThrow();
    double most = Arrays.stream(shown).max().orElseThrow();
    return new Estimate(
        leak ? most : least, Math.min(together.low(), least), Math.max(together.high(), most));
  }
}
