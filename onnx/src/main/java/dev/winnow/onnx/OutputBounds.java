package dev.winnow.onnx;

import dev.winnow.core.Interval;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Where the values of an output surely lie, as its last operators have it: a Clip between
 * constants, and behind it nothing but sums, differences, products and quotients with constants.
 * They are followed backwards from the output; what stands beside that path does not count, and
 * what joins it ends it.
 *
 * <p>Ends are computed in single precision, step by step, as the operators themselves do. Rounding
 * keeps order, so what they make of a value between two ends lies between what is made of the ends.
 */
final class OutputBounds {
  private static final double ROUNDING = 1e-5;

  private final Network network;
  private final Shape sample;

  private OutputBounds(Network network) {
    this.network = network;
    this.sample = network.outputs().get(0).shape();
  }

  /** One interval for each value of one sample of the first output. */
  static Optional<List<Interval>> of(Network network) {
    return new OutputBounds(network).output();
  }

  private Optional<List<Interval>> output() {
    Deque<Step> steps = new ArrayDeque<>();
    String tensor = network.outputs().get(0).name();
    Optional<Node> maker = maker(tensor);
    while (maker.isPresent() && network.shape(tensor).equals(sample)) {
      if (maker.get().op().equals("Clip")) {
        return clip(maker.get()).flatMap(ends -> behind(ends, steps));
      }
      Optional<Step> step = step(maker.get());
      if (step.isEmpty()) {
        return Optional.empty();
      }
      steps.push(step.get());
      tensor = step.get().from;
      maker = maker(tensor);
    }
    return Optional.empty();
  }

  private Optional<Node> maker(String tensor) {
    OptionalInt place = network.graph().maker(tensor);
    return place.isPresent()
        ? Optional.of(network.nodes().get(place.getAsInt()))
        : Optional.empty();
  }

  /**
   * Bounds are inputs, or attributes in operator sets before 11; ONNX Runtime refuses a mixture.
   */
  private Optional<float[]> clip(Node clip) {
    Attributes attributes = clip.attributes();
    if (attributes.has("min") && attributes.has("max") && clip.inputs().size() == 1) {
      return Optional.of(new float[] {attributes.number("min", 0), attributes.number("max", 0)});
    }
    return attributes.names().isEmpty()
        ? scalar(clip.input(1))
            .flatMap(low -> scalar(clip.input(2)).map(high -> new float[] {low, high}))
        : Optional.empty();
  }

  private Optional<Float> scalar(String tensor) {
    return network
        .constant(tensor)
        .filter(value -> value.shape().size() == 1)
        .map(value -> value.buffer().get(0));
  }

  /** What a node does to its one input that is no constant, if it is an operator of arithmetic. */
  private Optional<Step> step(Node node) {
    Optional<DoubleBinaryOperator> operator =
        switch (node.op()) {
          case "Add" -> Optional.of((x, y) -> x + y);
          case "Sub" -> Optional.of((x, y) -> x - y);
          case "Mul" -> Optional.of((x, y) -> x * y);
          case "Div" -> Optional.of((x, y) -> x / y);
          default -> Optional.empty();
        };
    boolean first = network.constant(node.input(0)).isPresent();
    if (operator.isEmpty() || (first && node.op().equals("Div"))) {
      return Optional.empty();
    }
    return network
        .constant(node.input(first ? 0 : 1))
        .flatMap(this::spread)
        .map(constant -> new Step(node.input(first ? 1 : 0), operator.get(), constant, first));
  }

  /** A constant as one value for each of the sample's, as broadcasting has it. */
  private Optional<Tensor> spread(Tensor constant) {
    Shape shape = constant.shape();
    int rank = sample.rank();
    // A first axis of one beside the samples.
    int extra = shape.rank() == rank + 1 && shape.dim(0) == 1 ? 1 : 0;
    int missing = rank - (shape.rank() - extra);
    for (int axis = Math.max(0, missing); axis < rank; axis++) {
      int extent = shape.dim(axis - missing + extra);
      if (extent != 1 && extent != sample.dim(axis)) {
        return Optional.empty();
      }
    }
    if (missing < 0 || shape.size() == 0) {
      return Optional.empty();
    }
    Tensor spread = Tensor.allocate(sample);
    for (int i = 0; i < sample.size(); i++) {
      int index = 0;
      int stride = 1;
      int left = i;
      for (int axis = rank - 1; axis >= missing; axis--) {
        int extent = shape.dim(axis - missing + extra);
        index += extent == 1 ? 0 : left % sample.dim(axis) * stride;
        stride *= extent;
        left /= sample.dim(axis);
      }
      spread.buffer().put(i, constant.buffer().get(index));
    }
    return Optional.of(spread);
  }

  /** Where the values lie once the steps, the first on top, are done. */
  private Optional<List<Interval>> behind(float[] ends, Deque<Step> steps) {
    float[] low = new float[sample.size()];
    float[] high = new float[sample.size()];
    Arrays.fill(low, ends[0]);
    Arrays.fill(high, ends[1]);
    // Whether NaN, infinite or not in order: each stays so, or is so in the end.
    boolean sound = ends[0] < ends[1];
    for (Step step : steps) {
      for (int i = 0; i < low.length; i++) {
        float one = step.of(low[i], i);
        float other = step.of(high[i], i);
        low[i] = Math.min(one, other);
        high[i] = Math.max(one, other);
      }
    }
    sound &=
        IntStream.range(0, low.length)
            .allMatch(i -> Float.isFinite(low[i]) && Float.isFinite(high[i]) && low[i] < high[i]);
    return sound
        ? Optional.of(
            IntStream.range(0, low.length).mapToObj(i -> new Interval(low[i], high[i])).toList())
        : Optional.empty();
  }

  /** A sum, difference, product or quotient with constants, one for each value. */
  private record Step(
      String from, DoubleBinaryOperator operator, Tensor constants, boolean constantFirst) {
    /** Of two floats a double is exact enough that rounding it gives what single precision does. */
    float of(float value, int i) {
      float constant = constants.buffer().get(i);
      return (float)
          (constantFirst
              ? operator.applyAsDouble(constant, value)
              : operator.applyAsDouble(value, constant));
    }
  }

  /** Whether two lists are the same but for what single precision rounds away. */
  static boolean areAlike(List<Interval> ones, List<Interval> others) {
    if (ones.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < ones.size(); i++) {
      Interval one = ones.get(i);
      Interval other = others.get(i);
      double apart =
          Math.max(Math.abs(one.low() - other.low()), Math.abs(one.high() - other.high()));
      if (apart > ROUNDING * one.halfWidth()) {
        return false;
      }
    }
    return true;
  }
}
