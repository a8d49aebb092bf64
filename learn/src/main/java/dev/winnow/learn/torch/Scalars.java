package dev.winnow.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Products, quotients and powers with single numbers, of which gradients are asked.
 *
 * <p>DJL's own lay the number into memory of Java and let go of it at once, while PyTorch keeps a
 * pointer to it for the gradient. If garbage is collected between the two, the gradient is
 * multiplied by whatever lies there then, silently. Here PyTorch owns the number.
 */
public final class Scalars {
  private Scalars() {}

  /** An array times a number. */
  public static NDArray times(NDArray x, double factor) {
    return x.mul(number(x, factor));
  }

  /** An array over a number. */
  public static NDArray over(NDArray x, double divisor) {
    return x.div(number(x, divisor));
  }

  /** An array to the power of a number. */
  public static NDArray power(NDArray x, double exponent) {
    return x.pow(number(x, exponent));
  }

  /** One over an array. */
  public static NDArray inverse(NDArray x) {
    return number(x, 1).div(x);
  }

  /** In the precision of the other factor; a float, which is what the callers have. */
  private static NDArray number(NDArray x, double value) {
    return x.getManager().full(new Shape(), (float) value, x.getDataType());
  }
}
