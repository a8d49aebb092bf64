package dev.winnow.noise;

import dev.winnow.core.GaussianNoise;
import java.util.List;

/**
 * What noisy answers tell of a population whose features have a known covariance, in bits: less
 * than {@link ChannelCapacity} says for any population, and true of this one only.
 */
public final class GaussianChannel {
  private GaussianChannel() {}

  /**
   * ½ Σ log₂(1 + λ/σ²): of all inputs of one covariance a Gaussian one tells most through
   * independent Gaussian noise (Cover and Thomas, section 9.4).
   *
   * @param variances eigenvalues λ of the covariance of the clamped features
   * @param answers about one and the same capture, at least 1, which leave {@link
   *     GaussianNoise#sigma(int)}
   */
  public static double bits(GaussianNoise noise, List<Double> variances, int answers) {
    double sigma = noise.sigma(answers);
    return variances.stream()
        .mapToDouble(variance -> ChannelCapacity.log2(1 + variance / (sigma * sigma)) / 2)
        .sum();
  }
}
