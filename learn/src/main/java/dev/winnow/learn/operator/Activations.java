package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.torch.Scalars;
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

  static Function<NodeInvocation, NDArray> leakyRelu(NodeContext context) {
    float slope = context.attributes().number("alpha", 0.01f);
    return invocation -> invocation.input(0).getNDArrayInternal().leakyRelu(slope);
  }

  static Function<NodeInvocation, NDArray> elu(NodeContext context) {
    float alpha = context.attributes().number("alpha", 1);
    return invocation -> invocation.input(0).getNDArrayInternal().elu(alpha);
  }

  static Function<NodeInvocation, NDArray> selu(NodeContext context) {
    float alpha = context.attributes().number("alpha", SELU_ALPHA);
    float gamma = context.attributes().number("gamma", SELU_GAMMA);
    return invocation -> Scalars.times(invocation.input(0).getNDArrayInternal().elu(alpha), gamma);
  }

  static Function<NodeInvocation, NDArray> hardSigmoid(NodeContext context) {
    float alpha = context.attributes().number("alpha", 0.2f);
    float beta = context.attributes().number("beta", 0.5f);
    return invocation -> hardSigmoid(invocation.input(0), alpha, beta);
  }

  /** A straight line of some slope and height, cut off at 0 and 1. */
  static NDArray hardSigmoid(NDArray x, float alpha, float beta) {
    return Scalars.clip(Scalars.plus(Scalars.times(x, alpha), beta), 0, 1);
  }

  static NDArray hardSwish(NDArray x) {
    return x.mul(hardSigmoid(x, 1 / 6f, 0.5f));
  }

  /** Below 0, a slope that is learnt. DJL does not reach PyTorch's own. */
  static NDArray parametricRelu(NDArray x, NDArray slope) {
    NDArray positive = x.getNDArrayInternal().relu();
    return positive.add(x.sub(positive).mul(slope));
  }

  static Function<NodeInvocation, NDArray> clip(NodeContext context) {
    Attributes attributes = context.attributes();
    boolean byInput = context.opset() >= BOUNDS_BY_INPUT;
    float low =
        byInput ? context.number(1, -Float.MAX_VALUE) : attributes.number("min", -Float.MAX_VALUE);
    float high =
        byInput ? context.number(2, Float.MAX_VALUE) : attributes.number("max", Float.MAX_VALUE);
    return invocation -> Scalars.clip(invocation.input(0), low, high);
  }
}
