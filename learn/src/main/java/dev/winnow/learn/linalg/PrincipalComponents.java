package dev.winnow.learn.linalg;

import dev.winnow.core.Tensor;
import java.util.List;

/**
 * The directions in which features vary most, as PCA finds them (Osia et al. 2017, section 4.2).
 * Coordinate {@code i} of a feature {@code x} is the product of row {@code i} with {@code x −
 * mean}.
 *
 * @param mean of the features, of the shape width
 * @param directions orthonormal rows, of the shape dims×width, the one of the largest variance
 *     first; in each the value farthest from zero is positive
 * @param variances along the directions, falling, with the denominator n − 1
 * @param total variance of the features, over all directions
 */
public record PrincipalComponents(
    Tensor mean, Tensor directions, List<Double> variances, double total) {
  public PrincipalComponents {
    variances = List.copyOf(variances);
  }

  /** The share of all variance that lies in these directions, from 0 to 1. */
  public double explained() {
    double kept = variances.stream().mapToDouble(Double::doubleValue).sum();
    return total > 0 ? kept / total : 1;
  }
}
