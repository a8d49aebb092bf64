package dev.winnow.learn.inversion;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;

/**
 * How an image is searched for that has a certain feature.
 *
 * @param steps of the search, at least 1
 * @param batch images that are searched for at once, at least 1
 * @param learningRate of Adam at the start, in units of the extractor's input, above 0; it falls to
 *     0 along half a cosine
 * @param smoothness what differences between neighbouring pixels cost beside those of the feature,
 *     at least 0
 * @param threads that compute, at least 1
 */
public record ModelInversionSettings(
    int steps, int batch, double learningRate, double smoothness, int threads) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public ModelInversionSettings {
    require(steps >= 1, "steps", steps, "at least 1");
    require(batch >= 1, "batch", batch, "at least 1");
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learning rate",
        learningRate,
        "a number above 0");
    require(
        smoothness >= 0 && Double.isFinite(smoothness),
        "smoothness",
        smoothness,
        "a number, at least 0");
    require(threads >= 1, "threads", threads, "at least 1");
  }

  /** Settings that suit images of some hundred pixels, prepared to values of about unit size. */
  public static ModelInversionSettings standard(int threads) {
    return new ModelInversionSettings(60, 16, 0.01, 100, threads);
  }
}
