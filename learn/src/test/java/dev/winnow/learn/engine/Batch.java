package dev.winnow.learn.engine;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.OperatorCases;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * What a benchmark learns again and again; every other sample is of the other of two classes.
 *
 * @param inputs samples on the first axis
 */
record Batch(Tensor inputs) {
  /** Noise. */
  static Batch random(Shape sample, int size) {
    return new Batch(OperatorCases.random(new Random(3), sample.batch(size)));
  }

  int size() {
    return inputs.shape().dim(0);
  }

  /** The right class of each sample. */
  long[] classes() {
    return LongStream.range(0, size()).map(i -> i % 2).toArray();
  }
}
