package dev.winnow.onnx;

import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How far the values of an output can lie from their middle, as its last operators have it. */
final class Limits {
  private final Network network;
  private final Map<String, Node> makers;

  private Limits(Network network) {
    this.network = network;
    this.makers =
        network.nodes().stream()
            .flatMap(node -> node.outputs().stream().map(output -> Map.entry(output, node)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
  }

  /**
   * Half the width of what each value of the first output can be, if the network ends in a Clip, a
   * Mul and an Add of constants: what {@link Parts#reduced} makes of a reduction that clips.
   */
  static Optional<List<Double>> of(Network network) {
    Limits limits = new Limits(network);
    Port output = network.outputs().get(0);
    return limits
        .made("Add", output.name())
        .flatMap(add -> limits.made("Mul", add.input(0)))
        .flatMap(
            mul ->
                limits
                    .made("Clip", mul.input(0))
                    .flatMap(limits::halfWidth)
                    .flatMap(
                        half ->
                            network
                                .constant(mul.input(1))
                                .filter(scale -> scale.shape().size() == output.shape().size())
                                .map(scale -> scaled(scale, half))));
  }

  private Optional<Node> made(String op, String tensor) {
    return Optional.ofNullable(makers.get(tensor)).filter(node -> node.op().equals(op));
  }

  private Optional<Double> halfWidth(Node clip) {
    return bound(clip, 1, "min")
        .flatMap(low -> bound(clip, 2, "max").map(high -> (high - low) / 2));
  }

  /** Bounds are inputs, or attributes in operator sets before 11. */
  private Optional<Double> bound(Node clip, int input, String attribute) {
    if (clip.attributes().names().contains(attribute)) {
      return Optional.of((double) clip.attributes().number(attribute, 0));
    }
    return network.constant(clip.input(input)).map(value -> (double) value.buffer().get(0));
  }

  private static List<Double> scaled(Tensor scale, double half) {
    return IntStream.range(0, scale.shape().size())
        .mapToObj(i -> Math.abs(scale.buffer().get(i)) * half)
        .toList();
  }
}
