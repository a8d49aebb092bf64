package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.winnow.learn.torch.Axes;
import dev.winnow.learn.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The usual cells as PyTorch's own, which take a whole series at once: ten times as fast as step by
 * step. They know no series that end early; so what comes out beyond an end is cleared, and a
 * series is turned around within its own length.
 */
final class FusedRecurrence {
  /** Where the gates of ONNX stand in PyTorch's weights. */
  private static final List<Integer> GRU = List.of(1, 0, 2);

  private static final List<Integer> LSTM = List.of(0, 2, 3, 1);

  private final List<Integer> gates;
  private final boolean tellsMemory;

  private FusedRecurrence(List<Integer> gates, boolean tellsMemory) {
    this.gates = gates;
    this.tellsMemory = tellsMemory;
  }

  /** The layer of a node; empty if its cells are not the usual ones. */
  static Optional<FusedRecurrence> of(NodeContext context) {
    boolean lstm = context.node().op().equals("LSTM");
    boolean usual =
        lstm
            ? !context.takes(7) && context.attributes().integer("input_forget", 0) == 0
            : context.attributes().integer("linear_before_reset", 0) == 1;
    if (!usual || context.attributes().has("activations") || context.attributes().has("clip")) {
      return Optional.empty();
    }
    List<String> outputs = context.node().outputs();
    boolean memory = outputs.size() > 2 && !outputs.get(2).isEmpty();
    return Optional.of(new FusedRecurrence(lstm ? LSTM : GRU, memory));
  }

  /** Whether series may end where they do: what an LSTM remembered is known of the last step. */
  boolean fits(long[] ends, long places) {
    return !tellsMemory || Arrays.stream(ends).allMatch(end -> end == places);
  }

  /**
   * Takes cells along series.
   *
   * @param x places × samples × channels
   * @param states one or two, samples × hidden
   * @param ends of the series, one per sample
   * @return what comes out at each place, and the last states
   */
  NDList along(
      NodeInvocation invocation,
      NDArray x,
      NDList states,
      int direction,
      boolean backwards,
      long[] ends) {
    NDArray turned = backwards ? turned(x, ends) : x;
    NDList made = run(invocation, turned, states, direction);
    NDArray all = made.get(0);
    long places = x.getShape().get(0);
    NDList last = new NDList();
    if (Arrays.stream(ends).allMatch(end -> end == places)) {
      made.subNDList(1).forEach(state -> last.add(state.squeeze(0)));
    } else {
      last.add(
          all.mul(at(invocation, ends, places, true))
              .sum(new int[] {0})
              .add(unmoved(invocation, states, ends)));
      made.subNDList(2).forEach(state -> last.add(state.squeeze(0)));
      all = all.mul(at(invocation, ends, places, false));
    }
    NDList results = new NDList(backwards ? turned(all, ends) : all);
    results.addAll(last);
    return results;
  }

  private NDList run(NodeInvocation invocation, NDArray x, NDList states, int direction) {
    NDList parameters = new NDList();
    parameters.add(ordered(Recurrence.weights(invocation, 1, direction).orElseThrow()));
    parameters.add(ordered(Recurrence.weights(invocation, 2, direction).orElseThrow()));
    Optional<NDArray> biases = Recurrence.weights(invocation, 3, direction);
    biases.ifPresent(
        both -> {
          parameters.add(ordered(Axes.slice(both, 0, 0, both.size() / 2)));
          parameters.add(ordered(Axes.slice(both, 0, both.size() / 2, both.size())));
        });
    NDList first = new NDList();
    states.forEach(state -> first.add(state.expandDims(0)));
    var cells = x.getNDArrayInternal();
    boolean biased = biases.isPresent();
    return states.size() == 1
        ? cells.gru(x, first.get(0), parameters, biased, 1, 0, true, false, false)
        : cells.lstm(x, first, parameters, biased, 1, 0, true, false, false);
  }

  private NDArray ordered(NDArray weights) {
    long size = weights.getShape().get(0) / gates.size();
    NDList parts = new NDList();
    for (int gate : gates) {
      parts.add(Axes.slice(weights, 0, gate * size, (gate + 1) * size));
    }
    return parts.get(0).getNDArrayInternal().concat(parts.subNDList(1), 0);
  }

  /** Each series the other way around, what is beyond its end where it was. */
  private static NDArray turned(NDArray x, long[] ends) {
    Shape shape = x.getShape();
    int places = (int) shape.get(0);
    long[] from = new long[places * ends.length];
    for (int place = 0; place < places; place++) {
      for (int sample = 0; sample < ends.length; sample++) {
        boolean within = place < ends[sample];
        from[place * ends.length + sample] = within ? ends[sample] - 1 - place : place;
      }
    }
    NDArray index = Torch.array(x.getManager(), from, places, ends.length, 1);
    return x.gather(index.broadcast(shape), 0);
  }

  /** 1 at the last place of each series, or at all of its places, and 0 elsewhere. */
  private static NDArray at(NodeInvocation invocation, long[] ends, long places, boolean lastOnly) {
    float[] mask = new float[(int) places * ends.length];
    for (int place = 0; place < places; place++) {
      for (int sample = 0; sample < ends.length; sample++) {
        boolean counts = lastOnly ? place == ends[sample] - 1 : place < ends[sample];
        mask[place * ends.length + sample] = counts ? 1 : 0;
      }
    }
    return invocation.array(mask, places, ends.length, 1);
  }

  /** The first states of series without a place, which are their last; zeros of others. */
  private static NDArray unmoved(NodeInvocation invocation, NDList states, long[] ends) {
    float[] mask = new float[ends.length];
    for (int sample = 0; sample < ends.length; sample++) {
      mask[sample] = ends[sample] == 0 ? 1 : 0;
    }
    return states.get(0).mul(invocation.array(mask, ends.length, 1));
  }
}
