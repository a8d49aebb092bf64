package dev.winnow.zoo;

/**
 * TensorFlow's padding {@code SAME} along one axis. Where an odd number of cells is missing the
 * extra one comes after: a window of 3 with stride 2 over 112 cells pads 0 before and 1 after.
 *
 * @param before cells added in front
 * @param after cells added at the end
 * @param windows how many windows fit: the extent of the output
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2">TensorFlow,
 *     tf.nn, notes on padding</a>
 */
record SamePadding(int before, int after, int windows) {
  /**
   * The padding of {@code size} cells for windows of {@code kernel} cells, {@code stride} apart.
   */
  static SamePadding of(int size, int kernel, int stride) {
    int windows = (size + stride - 1) / stride;
    int missing = Math.max((windows - 1) * stride + kernel - size, 0);
    return new SamePadding(missing / 2, missing - missing / 2, windows);
  }
}
