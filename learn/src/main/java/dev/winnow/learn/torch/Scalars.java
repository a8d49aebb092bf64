package dev.winnow.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic of arrays with single numbers, of which gradients are asked. Nothing else here calls
 * an operation of DJL that takes a number.
 *
 * <p>DJL's own lay the number into memory of Java and let go of it at once, while PyTorch keeps a
 * pointer to it for the gradient of a product, a quotient, a power or a maximum. If garbage is
 * collected between the two, the gradient is multiplied by whatever lies there then, silently. Here
 * PyTorch owns the number.
 */
public final class Scalars {
  private Scalars() {}

  /** An array plus a number. */
  public static NDArray plus(NDArray x, double summand) {
    return x.add(number(x, summand));
  }

  /** One less an array. */
  public static NDArray complement(NDArray x) {
    return x.sub(number(x, 1)).neg();
  }

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

  /** An array within bounds. PyTorch takes both as numbers, and keeps no pointer to them. */
  public static NDArray clip(NDArray x, float low, float high) {
    return x.clip(low, high);
  }

  /** In the precision of the array, which would become one of doubles otherwise. */
  private static NDArray number(NDArray x, double value) {
    return x.getDataType() == DataType.FLOAT64
        ? Torch.array(x.getManager(), new double[] {value})
        : x.getManager().full(new Shape(), (float) value, x.getDataType());
  }
}
