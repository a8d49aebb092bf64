package dev.winnow.core;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How an intermediate feature of {@code d} values is reduced to {@code k} by principal component
 * analysis, limited, and brought back: {@code y = components · (x − mean)}, each coordinate then
 * clipped to {@code clip} deviations around its centre, and {@code x ≈ mean + componentsᵀ · y}
 * (Osia et al. 2017, section 4; the clip is ours).
 *
 * @param mean of the training features, of the shape d. Its memory is shared, not copied
 * @param components the directions, one per row, orthonormal, of the shape k×d with 1 ≤ k ≤ d. Its
 *     memory is shared, not copied
 * @param deviations standard deviation of each reduced coordinate in training, k of them, positive
 * @param centre what each reduced coordinate is clipped around, k of them
 * @param clip how many deviations a coordinate may lie from its centre, positive; empty if the
 *     reduced feature is not limited
 */
public record PcaProjection(
    Tensor mean,
    Tensor components,
    List<Double> deviations,
    List<Double> centre,
    OptionalDouble clip) {
  /** How far single precision may leave the product of two unit vectors from 0 or 1. */
  private static final double ROUNDING = 1e-3;

  /**
   * @throws IllegalArgumentException if shapes or sizes do not fit together, a value is out of its
   *     range or not finite, or the components are not orthonormal within 0.001
   */
  public PcaProjection {
    deviations = List.copyOf(deviations);
    centre = List.copyOf(centre);
    require(mean.shape().rank() == 1, "the mean must have one axis, not " + mean.shape());
    require(
        components.shape().rank() == 2 && components.shape().row().equals(mean.shape()),
        "the components must be rows as long as the mean, %s, not %s"
            .formatted(mean.shape(), components.shape()));
    int dims = components.shape().dim(0);
    require(
        dims >= 1 && dims <= mean.shape().size(),
        "a feature of %d values has no %d directions".formatted(mean.shape().size(), dims));
    require(
        deviations.size() == dims && centre.size() == dims,
        "%d directions need as many deviations and centres, not %d and %d"
            .formatted(dims, deviations.size(), centre.size()));
    require(
        deviations.stream().allMatch(PcaProjection::isPositive),
        "deviations must be finite and positive; reduce to the directions that vary");
    require(centre.stream().allMatch(Double::isFinite), "the centre must be finite");
    require(
        clip.isEmpty() || isPositive(clip.getAsDouble()), "the clip must be finite and positive");
    requireFinite(mean.buffer());
    requireOrthonormal(components);
  }

  /** How many values the feature has before the reduction. */
  public int width() {
    return mean.shape().size();
  }

  /** How many values are left of it. */
  public int dims() {
    return components.shape().dim(0);
  }

  /** This reduction with another clip, in deviations. */
  public PcaProjection withClip(double other) {
    return new PcaProjection(mean, components, deviations, centre, OptionalDouble.of(other));
  }

  private static void requireFinite(FloatBuffer values) {
    while (values.hasRemaining()) {
      require(Float.isFinite(values.get()), "the mean must be finite");
    }
  }

  private static void requireOrthonormal(Tensor components) {
    int dims = components.shape().dim(0);
    for (int i = 0; i < dims; i++) {
      for (int j = i; j < dims; j++) {
        double product = product(components.rows(i, i + 1), components.rows(j, j + 1));
        require(
            Math.abs(product - (i == j ? 1 : 0)) <= ROUNDING,
            "the components must be orthonormal, and %d · %d is %.4f".formatted(i, j, product));
      }
    }
  }

  private static double product(Tensor row, Tensor other) {
    FloatBuffer a = row.buffer();
    FloatBuffer b = other.buffer();
    double sum = 0;
    while (a.hasRemaining()) {
      sum += (double) a.get() * b.get();
    }
    return sum;
  }

  private static boolean isPositive(double value) {
    return Double.isFinite(value) && value > 0;
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
