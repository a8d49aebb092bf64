package dev.winnow.data;

import dev.winnow.core.Tensor;
import java.util.function.UnaryOperator;

/**
 * What an attacker makes of captures before it learns from them.
 *
 * @param word for it, such as {@code spectrum}
 * @param function from rows of captures to newly allocated rows of values, or the very rows
 */
public record CaptureFeature(String word, UnaryOperator<Tensor> function) {
  /** Captures as they are. */
  public static final CaptureFeature WHOLE =
      new CaptureFeature("whole", UnaryOperator.<Tensor>identity());

  /** One row for each capture. */
  public Tensor of(Tensor captures) {
    return function.apply(captures);
  }
}
