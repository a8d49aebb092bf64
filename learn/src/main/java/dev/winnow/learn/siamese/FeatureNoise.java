package dev.winnow.learn.siamese;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;

/**
 * Gaussian noise that a feature meets while the network around it learns, so that extractor and
 * analyzer both learn to live with what the edge will add.
 *
 * @param tensor to which it is added
 * @param sigma standard deviation in each value, above 0
 */
public record FeatureNoise(String tensor, double sigma) {
  /**
   * @throws InvalidSettingException if sigma is not a positive number
   */
  public FeatureNoise {
    require(sigma > 0 && Double.isFinite(sigma), "noise", sigma, "a number above 0");
  }
}
