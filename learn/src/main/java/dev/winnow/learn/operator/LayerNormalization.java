package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.winnow.learn.torch.Axes;
import dev.winnow.learn.torch.Scalars;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code LayerNormalization}: the axes from one on to mean 0 and variance 1, then scale and bias of
 * each place on them (Ba, Kiros and Hinton 2016). Its mean and inverse standard deviation are
 * results too.
 */
final class LayerNormalization {
  private LayerNormalization() {}

  static Operator.Layer bind(NodeContext context) {
    int first = context.attributes().integer("axis", -1);
    float epsilon = context.attributes().number("epsilon", 1e-5f);
    boolean alone = context.node().outputs().size() == 1;
    return invocation -> {
      NDArray x = invocation.input(0);
      int rank = x.getShape().dimension();
      int axis = Axes.fromFront(first, rank);
      NDArray scaled =
          InstanceNormalization.normalised(x, x.getShape().slice(axis), epsilon)
              .mul(invocation.input(1));
      Optional<NDArray> bias = invocation.optional(2);
      NDList made = new NDList(bias.isPresent() ? scaled.add(bias.get()) : scaled);
      if (!alone) {
        int[] axes = IntStream.range(axis, rank).toArray();
        NDArray mean = Axes.mean(x, axes, true);
        NDArray variance = Axes.mean(x.sub(mean).square(), axes, true);
        made.add(mean);
        made.add(Scalars.inverse(Scalars.plus(variance, epsilon).sqrt()));
      }
      return made;
    };
  }
}
