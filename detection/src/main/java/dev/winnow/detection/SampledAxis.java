package dev.winnow.detection;

/**
 * Scaling along one axis: pixels of the source are averaged in blocks of a whole number, as many as
 * leave at least the target, and the blocks are interpolated linearly. Up to twice as small it is
 * what OpenCV calls INTER_LINEAR.
 */
final class SampledAxis {
  private final int block;
  private final int[] from;
  private final int[] to;
  private final float[] weight;

  private SampledAxis(int block, int target) {
    this.block = block;
    this.from = new int[target];
    this.to = new int[target];
    this.weight = new float[target];
  }

  /** {@code source} pixels become {@code target}. */
  static SampledAxis of(int source, int target) {
    SampledAxis axis = new SampledAxis(Math.max(1, source / target), target);
    int blocks = source / axis.block;
    double step = (double) source / target / axis.block;
    for (int i = 0; i < target; i++) {
      double place = Math.max(0, Math.min(blocks - 1, (i + 0.5) * step - 0.5));
      axis.from[i] = (int) place;
      axis.to[i] = Math.min(blocks - 1, axis.from[i] + 1);
      axis.weight[i] = (float) (place - axis.from[i]);
    }
    return axis;
  }

  /** How many source pixels make a block. */
  int block() {
    return block;
  }

  /** The number of target pixels. */
  int size() {
    return from.length;
  }

  /** The first of two blocks that target pixel {@code i} lies between. */
  int from(int i) {
    return from[i];
  }

  /** The second, the same at the end of the axis. */
  int to(int i) {
    return to[i];
  }

  /** The second block's share in target pixel {@code i}. */
  float weight(int i) {
    return weight[i];
  }
}
