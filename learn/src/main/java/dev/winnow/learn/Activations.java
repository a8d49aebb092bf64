package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import dev.winnow.onnx.Attributes;
import java.util.function.Function;

/** Functions of each number alone that have parameters. */
final class Activations {
  /** The first operator set in which {@code Clip} takes its bounds as inputs. */
  private static final int BOUNDS_BY_INPUT = 11;

  /** The constants of Klambauer et al. 2017, section 2, as ONNX rounds them. */
  private static final float SELU_ALPHA = 1.6732632f;

  private static final float SELU_GAMMA = 1.050701f;

  private Activations() {}

  static Function<Call, NDArray> leakyRelu(Site site) {
    float slope = site.attributes().number("alpha", 0.01f);
    return call -> call.input(0).getNDArrayInternal().leakyRelu(slope);
  }

  static Function<Call, NDArray> elu(Site site) {
    float alpha = site.attributes().number("alpha", 1);
    return call -> call.input(0).getNDArrayInternal().elu(alpha);
  }

  static Function<Call, NDArray> selu(Site site) {
    float alpha = site.attributes().number("alpha", SELU_ALPHA);
    float gamma = site.attributes().number("gamma", SELU_GAMMA);
    return call -> Scalars.times(call.input(0).getNDArrayInternal().elu(alpha), gamma);
  }

  static Function<Call, NDArray> hardSigmoid(Site site) {
    float alpha = site.attributes().number("alpha", 0.2f);
    float beta = site.attributes().number("beta", 0.5f);
    return call -> hardSigmoid(call.input(0), alpha, beta);
  }

  /** A straight line of some slope and height, cut off at 0 and 1. */
  static NDArray hardSigmoid(NDArray x, float alpha, float beta) {
    return Scalars.times(x, alpha).add(beta).clip(0, 1);
  }

  static NDArray hardSwish(NDArray x) {
    return x.mul(hardSigmoid(x, 1 / 6f, 0.5f));
  }

  /** Below 0, a slope that is learnt. DJL does not reach PyTorch's own. */
  static NDArray parametricRelu(NDArray x, NDArray slope) {
    NDArray positive = x.getNDArrayInternal().relu();
    return positive.add(x.sub(positive).mul(slope));
  }

  static Function<Call, NDArray> clip(Site site) {
    Attributes attributes = site.attributes();
    boolean byInput = site.opset() >= BOUNDS_BY_INPUT;
    float low =
        byInput ? site.number(1, -Float.MAX_VALUE) : attributes.number("min", -Float.MAX_VALUE);
    float high =
        byInput ? site.number(2, Float.MAX_VALUE) : attributes.number("max", Float.MAX_VALUE);
    return call -> call.input(0).clip(low, high);
  }
}
