package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.winnow.learn.torch.Axes;
import dev.winnow.learn.torch.Scalars;
import java.util.stream.IntStream;

/**
 * {@code BatchNormalization} of each channel (Ioffe and Szegedy 2015). In {@link Mode#TRAINING},
 * the stored mean and variance move towards those of the batch by 1 − {@code momentum}; in the
 * other modes they are used as they are, and scale and bias still learn.
 */
final class BatchNormalization {
  /** DJL's word for channels on the second axis, where PyTorch has them. */
  private static final int AS_IS = -1;

  private static final int CHANNELS = 1;

  private BatchNormalization() {}

  static Operator.Layer bind(NodeContext context) {
    float epsilon = context.attributes().number("epsilon", 1e-5f);
    float momentum = context.attributes().number("momentum", 0.9f);
    if (context.attributes().integer("training_mode", 0) == 1) {
      return invocation -> ofBatch(invocation, epsilon, momentum);
    }
    return invocation ->
        normalised(
            invocation,
            invocation.input(3),
            invocation.input(4),
            epsilon,
            momentum,
            invocation.mode().usesBatch());
  }

  /** As of a network that was exported while it learnt: in every mode, by the batch. */
  private static NDList ofBatch(NodeInvocation invocation, float epsilon, float momentum) {
    NDArray x = invocation.input(0);
    int[] axes =
        IntStream.range(0, x.getShape().dimension()).filter(axis -> axis != CHANNELS).toArray();
    NDArray mean = Axes.mean(x, axes, true);
    NDArray variance = Axes.mean(x.sub(mean).square(), axes, true).flatten();
    NDArray oldMean = invocation.input(3);
    NDArray oldVariance = invocation.input(4);
    NDList made =
        normalised(
            invocation, oldMean.duplicate(), oldVariance.duplicate(), epsilon, momentum, true);
    made.add(moved(oldMean, mean.flatten(), momentum));
    made.add(moved(oldVariance, variance, momentum));
    return made;
  }

  private static NDArray moved(NDArray old, NDArray fresh, float momentum) {
    return Scalars.times(old, momentum).add(Scalars.times(fresh, 1 - momentum));
  }

  private static NDList normalised(
      NodeInvocation invocation,
      NDArray mean,
      NDArray variance,
      float epsilon,
      float momentum,
      boolean byBatch) {
    NDArray x = invocation.input(0);
    NDArray scale = invocation.input(1);
    NDArray bias = invocation.input(2);
    return x.getNDArrayInternal()
        .batchNorm(x, mean, variance, scale, bias, AS_IS, momentum, epsilon, byBatch);
  }
}
