package dev.winnow.onnx;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a network whose weights are all the same random ones, of a scale that keeps what flows from
 * vanishing and from exploding: constant weights would hide a wrong split.
 */
final class Randomised {
  private final Network network;
  private final Nets nets = new Nets(7);

  private Randomised(Network network) {
    this.network = network;
  }

  /** The network with every result of a {@code ConstantOfShape} replaced. */
  static Network of(Network network) {
    return calibrated(new Randomised(network).replaced());
  }

  private Network replaced() {
    Map<String, Tensor> values = new HashMap<>();
    for (Node node : network.nodes()) {
      if (node.op().equals("ConstantOfShape")) {
        String name = node.outputs().get(0);
        values.put(name, value(name, network.shape(name)));
      }
    }
    return network.withConstants(values);
  }

  private Tensor value(String name, Shape shape) {
    String taken = name;
    Node taker = taker(taken);
    while (taker.op().equals("Unsqueeze") || taker.op().equals("Reshape")) {
      taken = taker.outputs().get(0);
      taker = taker(taken);
    }
    int input = taker.inputs().indexOf(taken);
    Shape asTaken = network.shape(taken);
    return switch (taker.op()) {
      case "Conv", "Gemm" ->
          input == 1
              ? nets.normal(shape, Math.sqrt(2.0 * asTaken.dim(0) / shape.size()))
              : nets.normal(shape, 0.1);
      case "BatchNormalization" ->
          input == 1 || input == 4 ? nets.around1(shape) : nets.normal(shape, 0.1);
      // Scale and shift behind a batch normalisation.
      case "Mul" -> nets.around1(shape);
      case "Add" -> nets.normal(shape, 0.1);
      default -> throw new AssertionError("unforeseen weight of " + taker);
    };
  }

  private Node taker(String tensor) {
    return network.nodes().stream()
        .filter(node -> node.inputs().contains(tensor))
        .findFirst()
        .orElseThrow();
  }

  /** The constant behind a tensor that only reshapes it. */
  private static String source(Network network, String tensor) {
    String name = tensor;
    while (network.constant(name).isEmpty()) {
      String made = name;
      name =
          network.nodes().stream()
              .filter(node -> node.outputs().contains(made))
              .findFirst()
              .orElseThrow()
              .input(0);
    }
    return name;
  }

  /** Where a softmax comes last, scales the last weights so that it does not saturate. */
  private static Network calibrated(Network network) {
    Node last = network.nodes().get(network.nodes().size() - 1);
    if (!last.op().equals("Softmax")) {
      return network;
    }
    List<Node> backwards = new ArrayList<>(network.nodes());
    Collections.reverse(backwards);
    Node weighted =
        backwards.stream()
            .filter(node -> node.op().equals("Gemm") || node.op().equals("Conv"))
            .findFirst()
            .orElseThrow();
    float[] logits = run(network.split(network.cut(last.input(0))).extractor());
    float scale = 1 / deviation(logits);
    Map<String, Tensor> scaled = new HashMap<>();
    for (String input : weighted.inputs().subList(1, 3)) {
      String weight = source(network, input);
      Tensor value = network.constant(weight).orElseThrow();
      FloatBuffer values = value.buffer();
      for (int i = 0; i < value.shape().size(); i++) {
        values.put(i, values.get(i) * scale);
      }
      scaled.put(weight, value);
    }
    return network.withConstants(scaled);
  }

  private static float[] run(Network network) {
    try (Session session = Session.open(network, 2)) {
      TensorSpec input = network.inputs().get(0);
      return session.run(new Nets(1).normal(input.shape().batch(1), 1)).toArray();
    }
  }

  private static float deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return (float) Math.sqrt(squares / values.length - mean * mean);
  }
}
