package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.winnow.learn.torch.Axes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code LSTM} and {@code GRU}: a cell taken along a series, forwards, backwards or both. Series
 * may end early; then the state stays, and what comes out is 0.
 */
final class Recurrence {
  private static final int LENGTHS = 4;
  private static final int FIRST_STATE = 5;

  /**
   * A cell with its weights.
   *
   * <p>Its states are samples × hidden, the first of which is what comes out.
   */
  @FunctionalInterface
  interface Cell {
    /**
     * One step.
     *
     * @param x the weighted input, samples × (gates · hidden)
     */
    NDList step(NDArray x, NDList states);
  }

  /** A kind of cell: it takes the weights of one direction. */
  @FunctionalInterface
  interface Kind {
    Cell cell(NodeInvocation invocation, int direction);
  }

  private final Kind kind;
  private final int states;
  private final List<Boolean> backwards;
  private final boolean samplesFirst;
  private final Optional<Integers> lengths;
  private final Optional<FusedRecurrence> fused;

  private Recurrence(NodeContext context, Kind kind, int states) {
    this.kind = kind;
    this.states = states;
    this.backwards = backwards(context);
    this.samplesFirst = context.attributes().integer("layout", 0) == 1;
    this.lengths =
        context.takes(LENGTHS) ? Optional.of(context.integers(LENGTHS)) : Optional.empty();
    this.fused = FusedRecurrence.of(context);
  }

  /** The layer of a node whose cell has so many states. */
  static Operator.Layer of(NodeContext context, Kind kind, int states) {
    return new Recurrence(context, kind, states)::apply;
  }

  /** How many directions a node goes in. */
  static int directions(NodeContext context) {
    return backwards(context).size();
  }

  /** The weights of one direction, or empty if the node takes none. */
  static Optional<NDArray> weights(NodeInvocation invocation, int input, int direction) {
    return invocation.optional(input).map(all -> part(all, 0, direction));
  }

  private NDList apply(NodeInvocation invocation) {
    NDArray x = samplesFirst ? invocation.input(0).swapAxes(0, 1) : invocation.input(0);
    NDList series = new NDList();
    List<NDList> ends = IntStream.range(0, states).mapToObj(state -> new NDList()).toList();
    for (int direction = 0; direction < backwards.size(); direction++) {
      NDList last = along(invocation, x, direction, series);
      IntStream.range(0, states).forEach(state -> ends.get(state).add(last.get(state)));
    }
    NDArray all = NDArrays.stack(series, 1);
    NDList made = new NDList(samplesFirst ? all.transpose(2, 0, 1, 3) : all);
    ends.forEach(end -> made.add(NDArrays.stack(end, samplesFirst ? 1 : 0)));
    return made;
  }

  /** Adds what comes out at each place, places × samples × hidden; gives the last states. */
  private NDList along(NodeInvocation invocation, NDArray x, int direction, NDList series) {
    int places = (int) x.getShape().get(0);
    NDList current = first(invocation, x, direction);
    long[] ends = ends(invocation, x);
    if (fused.isPresent() && fused.get().fits(ends, places)) {
      NDList made =
          fused.get().along(invocation, x, current, direction, backwards.get(direction), ends);
      series.add(made.head());
      return made.subNDList(1);
    }
    NDArray weighted = weighted(invocation, x, direction);
    Cell cell = kind.cell(invocation, direction);
    NDArray[] made = new NDArray[places];
    for (int step = 0; step < places; step++) {
      int place = backwards.get(direction) ? places - 1 - step : step;
      NDList next = cell.step(part(weighted, 0, place), current);
      Optional<NDArray> going = going(invocation, ends, place);
      current = going.isPresent() ? chosen(going.get(), next, current) : next;
      made[place] = going.isPresent() ? next.head().mul(going.get()) : next.head();
    }
    series.add(NDArrays.stack(new NDList(made), 0));
    return current;
  }

  /** The input times its weights, for all places at once. */
  private static NDArray weighted(NodeInvocation invocation, NDArray x, int direction) {
    NDArray weight = weights(invocation, 1, direction).orElseThrow();
    Shape shape = x.getShape();
    NDArray product =
        x.reshape(-1, shape.get(2))
            .matMul(weight.transpose())
            .reshape(shape.get(0), shape.get(1), -1);
    return weights(invocation, 3, direction)
        .map(biases -> product.add(Axes.slice(biases, 0, 0, biases.size() / 2)))
        .orElse(product);
  }

  private NDList first(NodeInvocation invocation, NDArray x, int direction) {
    long hidden = invocation.input(2).getShape().get(2);
    NDList first = new NDList();
    for (int state = 0; state < states; state++) {
      first.add(
          invocation
              .optional(FIRST_STATE + state)
              .map(given -> part(given, samplesFirst ? 1 : 0, direction))
              .orElseGet(
                  () ->
                      invocation
                          .manager()
                          .zeros(new Shape(x.getShape().get(1), hidden), x.getDataType())));
    }
    return first;
  }

  /** How many places each series has. */
  private long[] ends(NodeInvocation invocation, NDArray x) {
    long[] all = new long[(int) x.getShape().get(1)];
    Arrays.fill(all, x.getShape().get(0));
    return lengths.map(given -> given.of(invocation)).orElse(all);
  }

  /** For each sample 1 if its series reaches a place, 0 if not; empty if all do. */
  private static Optional<NDArray> going(NodeInvocation invocation, long[] ends, int place) {
    if (Arrays.stream(ends).allMatch(end -> end > place)) {
      return Optional.empty();
    }
    float[] reached = new float[ends.length];
    for (int sample = 0; sample < ends.length; sample++) {
      reached[sample] = ends[sample] > place ? 1 : 0;
    }
    return Optional.of(invocation.array(reached, ends.length, 1));
  }

  private static NDList chosen(NDArray going, NDList next, NDList before) {
    NDList chosen = new NDList();
    for (int state = 0; state < next.size(); state++) {
      NDArray old = before.get(state);
      chosen.add(old.add(next.get(state).sub(old).mul(going)));
    }
    return chosen;
  }

  private static NDArray part(NDArray array, int axis, long place) {
    return Axes.slice(array, axis, place, place + 1).squeeze(axis);
  }

  private static List<Boolean> backwards(NodeContext context) {
    String direction = context.attributes().text("direction", "forward");
    return switch (direction) {
      case "forward" -> List.of(false);
      case "reverse" -> List.of(true);
      case "bidirectional" -> List.of(false, true);
      default -> throw context.unsupported("has the unknown direction \"" + direction + "\"");
    };
  }
}
