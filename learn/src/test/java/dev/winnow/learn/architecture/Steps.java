package dev.winnow.learn.architecture;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;

/** The time of samples: the first axis of recordings, the second of series and spectrograms. */
final class Steps {
  private Steps() {}

  /** How many a sample has. */
  static int of(Shape input) {
    return input.dim(input.rank() == 1 ? 0 : 1);
  }

  /** Sets all values from a step on to 0. */
  static void clear(Tensor sample, int from) {
    Shape shape = sample.shape().row();
    int inner = shape.rank() == 3 ? shape.dim(2) : 1;
    for (int i = 0; i < shape.size(); i++) {
      if (i / inner % of(shape) >= from) {
        sample.buffer().put(i, 0);
      }
    }
  }

  /** The same sample with zeros after it. */
  static Tensor padded(Tensor sample, Shape longer) {
    Shape shape = sample.shape().row();
    int inner = shape.rank() == 3 ? shape.dim(2) : 1;
    Tensor padded = Tensor.allocate(longer.batch(1));
    for (int i = 0; i < shape.size(); i++) {
      int step = i / inner % of(shape);
      int channel = i / inner / of(shape);
      padded
          .buffer()
          .put((channel * of(longer) + step) * inner + i % inner, sample.buffer().get(i));
    }
    return padded;
  }
}
