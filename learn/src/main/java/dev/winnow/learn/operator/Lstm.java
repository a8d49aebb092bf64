package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.winnow.learn.torch.Axes;
import dev.winnow.learn.torch.Scalars;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code LSTM} (Hochreiter and Schmidhuber 1997), with peepholes (Gers and Schmidhuber 2000) if the
 * node has them: weights of the gates for input, output and forgetting and of the cell, in this
 * order.
 */
final class Lstm {
  private static final int STATES = 2;

  private Lstm() {}

  static Operator.Layer bind(NodeContext context) {
    List<String> defaults = List.of("Sigmoid", "Tanh", "Tanh");
    List<Gates> gates =
        IntStream.range(0, Recurrence.directions(context))
            .mapToObj(direction -> Gates.of(context, direction, defaults))
            .toList();
    boolean coupled = context.attributes().integer("input_forget", 0) == 1;
    return Recurrence.of(
        context,
        (invocation, direction) -> cell(invocation, direction, gates.get(direction), coupled),
        STATES);
  }

  private static Recurrence.Cell cell(
      NodeInvocation invocation, int direction, Gates gates, boolean coupled) {
    NDArray weight = Recurrence.weights(invocation, 2, direction).orElseThrow().transpose();
    long hidden = weight.getShape().get(0);
    Optional<NDArray> bias =
        Recurrence.weights(invocation, 3, direction)
            .map(both -> Axes.slice(both, 0, both.size() / 2, both.size()));
    Optional<NDList> peepholes =
        Recurrence.weights(invocation, 7, direction)
            .map(all -> Concat.split(all, 0, hidden, hidden, hidden));
    return (x, states) -> {
      NDArray memory = states.get(1);
      NDArray sums = x.add(states.head().matMul(weight));
      NDArray biased = bias.isPresent() ? sums.add(bias.get()) : sums;
      NDList parts = Concat.split(biased, 1, hidden, hidden, hidden, hidden);
      NDArray in = gates.apply(0, seeing(parts.get(0), peepholes, 0, memory));
      NDArray kept =
          coupled
              ? Scalars.complement(in)
              : gates.apply(0, seeing(parts.get(2), peepholes, 2, memory));
      NDArray next = kept.mul(memory).add(in.mul(gates.apply(1, parts.get(3))));
      NDArray out = gates.apply(0, seeing(parts.get(1), peepholes, 1, next));
      return new NDList(out.mul(gates.functions().get(2).apply(next)), next);
    };
  }

  /** The sum at a gate that sees the memory through a peephole, if there is one. */
  private static NDArray seeing(NDArray sum, Optional<NDList> peepholes, int n, NDArray memory) {
    return peepholes.isPresent() ? sum.add(peepholes.get().get(n).mul(memory)) : sum;
  }
}
