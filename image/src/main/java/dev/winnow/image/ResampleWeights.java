package dev.winnow.image;

import java.util.Arrays;

/**
 * Resampling along one axis: which source pixels make each target pixel, with which weights.
 *
 * <p>The filter is a triangle, one pixel wide to either side: of the target when shrinking, so that
 * nothing is skipped, and of the source when enlarging, which is bilinear interpolation. It is the
 * arithmetic of Pillow's {@code Image.resize(…, BILINEAR, box)}. Next to the edge of the box the
 * filter sees pixels outside it, and none outside the image.
 */
final class ResampleWeights {
  private final int[] starts;
  private final float[][] weights;

  private ResampleWeights(int[] starts, float[][] weights) {
    this.starts = starts;
    this.weights = weights;
  }

  /** The part from {@code low} to {@code high} of {@code source} pixels becomes {@code target}. */
  static ResampleWeights of(int source, double low, double high, int target) {
    double step = (high - low) / target;
    double reach = Math.max(step, 1);
    int[] starts = new int[target];
    float[][] weights = new float[target][];
    for (int i = 0; i < target; i++) {
      double centre = low + (i + 0.5) * step;
      int from = Math.max(0, (int) (centre - reach + 0.5));
      int to = Math.min(source, (int) (centre + reach + 0.5));
      double[] triangle = new double[to - from];
      for (int k = 0; k < triangle.length; k++) {
        triangle[k] = Math.max(0, 1 - Math.abs(from + k + 0.5 - centre) / reach);
      }
      double sum = Arrays.stream(triangle).sum();
      starts[i] = from;
      weights[i] = new float[triangle.length];
      for (int k = 0; k < triangle.length; k++) {
        weights[i][k] = (float) (triangle[k] / sum);
      }
    }
    return new ResampleWeights(starts, weights);
  }

  /** The number of target pixels. */
  int size() {
    return starts.length;
  }

  /** The first source pixel that target pixel {@code i} needs; never falls as {@code i} rises. */
  int start(int i) {
    return starts[i];
  }

  /** The source pixel behind the last one that target pixel {@code i} needs. */
  int end(int i) {
    return starts[i] + weights[i].length;
  }

  /** The weights from {@link #start} to {@link #end}; not to be changed. */
  float[] weights(int i) {
    return weights[i];
  }

  /** The most source pixels that a target pixel needs. */
  int widest() {
    return Arrays.stream(weights).mapToInt(w -> w.length).max().orElse(0);
  }
}
