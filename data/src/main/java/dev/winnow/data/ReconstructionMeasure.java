package dev.winnow.data;

import dev.winnow.core.Tensor;
import java.util.function.BiFunction;

/**
 * How alike reconstructions and their originals are.
 *
 * @param word of the metric that findings name, such as {@code ssim}
 * @param function from originals and reconstructions, in one form and one order, to a number for
 *     each pair
 */
public record ReconstructionMeasure(String word, BiFunction<Tensor, Tensor, double[]> function) {
  /** One number for each pair. */
  public double[] of(Tensor originals, Tensor seen) {
    return function.apply(originals, seen);
  }
}
