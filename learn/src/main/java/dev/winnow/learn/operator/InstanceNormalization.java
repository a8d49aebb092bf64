package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.winnow.learn.torch.Axes;
import java.util.function.Function;

/**
 * {@code InstanceNormalization}: each channel of each sample to mean 0 and variance 1, then scale
 * and bias of the channel (Ulyanov, Vedaldi and Lempitsky 2016).
 */
final class InstanceNormalization {
  private InstanceNormalization() {}

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    float epsilon = context.attributes().number("epsilon", 1e-5f);
    return invocation -> {
      NDArray x = invocation.input(0);
      int rank = x.getShape().dimension();
      Shape space = x.getShape().slice(2);
      NDArray normal = normalised(x, space, epsilon);
      return normal
          .mul(Axes.along(invocation.input(1), 1, rank))
          .add(Axes.along(invocation.input(2), 1, rank));
    };
  }

  /** An array whose last axes have mean 0 and variance 1. */
  static NDArray normalised(NDArray x, Shape last, float epsilon) {
    NDArray one = x.getManager().ones(last, x.getDataType());
    NDArray zero = x.getManager().zeros(last, x.getDataType());
    return JniUtils.layerNorm((PtNDArray) x, last, (PtNDArray) one, (PtNDArray) zero, epsilon);
  }
}
