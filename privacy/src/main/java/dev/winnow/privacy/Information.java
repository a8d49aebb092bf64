package dev.winnow.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.Noise;
import dev.winnow.core.Tensor;
import dev.winnow.learn.Symmetric;
import java.util.List;

/**
 * The most that noisy answers about one capture tell about anything, in bits. Bounds, not
 * estimates: they need no attack and no trust in ours. What {@link Noise#chosen} adds is in each.
 *
 * @param gaussian ½ Σ log₂(1 + λ/σ²) over the eigenvalues λ of the covariance of the features that
 *     were audited: what the best input of this covariance could tell (Cover and Thomas, "Elements
 *     of Information Theory", section 9.4)
 * @param axes the sum over the coordinates of the lesser of ½ log₂(1 + v/σ²), for the variance v
 *     there, and the bound of {@code anyPopulation}. Coordinates have noise of their own, so
 *     together they tell no more than the sum of what each does
 * @param anyPopulation what a feature tells that is clipped to ±A in each coordinate, whoever is on
 *     the captures: Σ min(log₂(1 + 2A / (σ √(2πe))), ½ log₂(1 + A²/σ²)) (McKellips, "Simple tight
 *     bounds on capacity for the peak-limited discrete-time channel", ISIT 2004)
 */
public record Information(double gaussian, double axes, double anyPopulation) {

  /**
   * The bounds for a package.
   *
   * @param noise of the package
   * @param clipped features of the people audited, after the clip and before the noise, of the
   *     shape [rows, values]; for {@link Noise.Mode#PERMANENT} noise, after its rounding to cells
   * @param halfWidths A of each coordinate: half the width of its clip, in units of the feature;
   *     infinite where nothing is clipped
   * @param answers about one capture, at least 1; they tell no more than one does if the noise is
   *     permanent
   * @throws IllegalArgumentException if there are not as many half widths as values, or no answers
   */
  public static Information of(Noise noise, Tensor clipped, List<Double> halfWidths, int answers) {
    int width = clipped.shape().dim(1);
    if (halfWidths.size() != width || answers < 1) {
      throw new IllegalArgumentException(
          "%d half widths for %d values, %d answers".formatted(halfWidths.size(), width, answers));
    }
    boolean permanent = noise.mode() == Noise.Mode.PERMANENT;
    double sigma = noise.sigma() / (permanent ? 1 : Math.sqrt(answers));
    double[][] covariance = Scatter.covariance(Columns.rows(clipped), width);
    double gaussian = 0;
    for (double eigenvalue : Symmetric.of(covariance).values()) {
      gaussian += gaussian(Math.max(0, eigenvalue), sigma);
    }
    double axes = 0;
    double any = 0;
    for (int i = 0; i < width; i++) {
      // Rounding to cells of σ/2 takes a value at most σ/4 farther out.
      double peak = peak(halfWidths.get(i) + (permanent ? noise.sigma() / 4 : 0), sigma);
      axes += Math.min(peak, gaussian(covariance[i][i], sigma));
      any += peak;
    }
    return new Information(noise.chosen(gaussian), noise.chosen(axes), noise.chosen(any));
  }

  /** The least of the bounds: all of them hold for the people audited. */
  public double bits() {
    return Math.min(Math.min(gaussian, axes), anyPopulation);
  }

  /**
   * The largest share of people whom anybody can name rightly from the answers: (bits + 1) / log₂ N
   * for N people who are equally likely (Fano's inequality; Cover and Thomas, section 2.10).
   *
   * @param people N, at least 2
   * @return from 0 to 1; 1 says that the bound excludes nothing
   * @throws IllegalArgumentException if there are fewer people
   */
  public double mostIdentified(int people) {
    if (people < 2) {
      throw new IllegalArgumentException("at least 2 people are needed, not " + people);
    }
    return mostIdentified(log2(people), people);
  }

  /**
   * The same for people who are not equally likely: 1 − (H − bits − 1) / log₂ N.
   *
   * @param entropy H of who is on a capture, in bits, from 0 to log₂ N
   * @param people N, at least 2
   */
  public double mostIdentified(double entropy, int people) {
    return Math.max(0, Math.min(1, 1 - (entropy - bits() - 1) / log2(people)));
  }

  /** The JSON form; a bound that is infinite is left out. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("bits", bits()).put("gaussian", gaussian).put("axes", axes);
    return Double.isFinite(anyPopulation) ? json.put("any_population", anyPopulation) : json;
  }

  private static double gaussian(double variance, double sigma) {
    return log2(1 + variance / (sigma * sigma)) / 2;
  }

  private static double peak(double amplitude, double sigma) {
    double uniform = log2(1 + 2 * amplitude / (sigma * Math.sqrt(2 * Math.PI * Math.E)));
    return Math.min(uniform, gaussian(amplitude * amplitude, sigma));
  }

  static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
