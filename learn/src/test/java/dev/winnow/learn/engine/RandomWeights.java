package dev.winnow.learn.engine;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Gives a network whose weights are all the same random ones, of a scale that keeps what flows from
 * vanishing: the light models of the ONNX project have none of their own.
 */
final class RandomWeights {
  private final Network network;
  private final Random random = new Random(7);

  private RandomWeights(Network network) {
    this.network = network;
  }

  /** The network with every result of a {@code ConstantOfShape} replaced. */
  static Network of(Network network) {
    return new RandomWeights(network).replaced();
  }

  private Network replaced() {
    Map<String, Tensor> values = new HashMap<>();
    for (Node node : network.nodes()) {
      String name = node.outputs().get(0);
      if (node.op().equals("ConstantOfShape") && network.constant(name).isPresent()) {
        values.put(name, value(name, network.shape(name)));
      }
    }
    return network.withConstants(values);
  }

  private Tensor value(String name, Shape shape) {
    List<Node> takers =
        network.nodes().stream().filter(node -> node.inputs().contains(name)).toList();
    Node taker = takers.get(0);
    int input = taker.inputs().indexOf(name);
    if (taker.op().equals("BatchNormalization") && (input == 1 || input == 4)) {
      return tensor(shape, 1, .1);
    }
    boolean isKernel = shape.rank() > 1 && !taker.op().equals("Unsqueeze");
    return isKernel
        ? tensor(shape, 0, Math.sqrt(2.0 * shape.dim(0) / shape.size()))
        : tensor(shape, taker.op().equals("Unsqueeze") ? .5 : 0, .1);
  }

  private Tensor tensor(Shape shape, double mean, double deviation) {
    Tensor tensor = Tensor.allocate(shape);
    var buffer = tensor.buffer();
    while (buffer.hasRemaining()) {
      buffer.put((float) (mean + deviation * random.nextGaussian()));
    }
    return tensor;
  }
}
