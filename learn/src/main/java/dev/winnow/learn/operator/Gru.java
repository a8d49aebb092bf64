package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code GRU} (Cho et al. 2014): weights of the gates for keeping and resetting and of what is new,
 * in this order. What is old is reset before it is weighted, or after it as in PyTorch.
 */
final class Gru {
  private Gru() {}

  static Operator.Layer bind(NodeContext context) {
    List<Gates> gates =
        IntStream.range(0, Recurrence.directions(context))
            .mapToObj(direction -> Gates.of(context, direction, List.of("Sigmoid", "Tanh")))
            .toList();
    boolean resetsWeighted = context.attributes().integer("linear_before_reset", 0) == 1;
    return Recurrence.of(
        context,
        (invocation, direction) ->
            cell(invocation, direction, gates.get(direction), resetsWeighted),
        1);
  }

  private static Recurrence.Cell cell(
      NodeInvocation invocation, int direction, Gates gates, boolean resetsWeighted) {
    NDArray weight = Recurrence.weights(invocation, 2, direction).orElseThrow().transpose();
    long hidden = weight.getShape().get(0);
    NDList weights = Concat.split(weight, 1, 2 * hidden, hidden);
    Optional<NDList> biases =
        Recurrence.weights(invocation, 3, direction)
            .map(both -> Concat.split(both, 0, 3 * hidden, 2 * hidden, hidden));
    return (x, states) -> {
      NDArray old = states.head();
      NDList sums = Concat.split(x, 1, 2 * hidden, hidden);
      NDArray both = gates.apply(0, sums.get(0).add(weighted(old, weights, biases, 0)));
      NDList parts = Concat.split(both, 1, hidden, hidden);
      NDArray reset = parts.get(1);
      NDArray remembered =
          resetsWeighted
              ? weighted(old, weights, biases, 1).mul(reset)
              : weighted(old.mul(reset), weights, biases, 1);
      NDArray fresh = gates.apply(1, sums.get(1).add(remembered));
      return new NDList(fresh.add(old.sub(fresh).mul(parts.get(0))));
    };
  }

  private static NDArray weighted(NDArray x, NDList weights, Optional<NDList> biases, int n) {
    NDArray product = x.matMul(weights.get(n));
    return biases.isPresent() ? product.add(biases.get().get(n + 1)) : product;
  }
}
