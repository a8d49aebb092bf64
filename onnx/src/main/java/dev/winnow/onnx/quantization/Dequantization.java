package dev.winnow.onnx.quantization;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way back from {@link StaticQuantization}: a network of floats that computes the same but for
 * the rounding of what flows through it, and so has gradients. Weights stay as they were rounded,
 * and what flows is limited to the same ranges.
 */
public final class Dequantization {
  private static final int MOST = 255;

  private final Network network;
  private final ModelEditor editor;

  private Dequantization(Network network) {
    this.network = network;
    this.editor = new ModelEditor(network);
  }

  /** The network in floats; a network without integers as it is. */
  public static Network of(Network network) {
    return network.nodes().stream().anyMatch(node -> node.op().equals("DequantizeLinear"))
        ? new Dequantization(network).restored()
        : network;
  }

  private Network restored() {
    Map<String, Node> quantized = new HashMap<>();
    for (int place = 0; place < network.nodes().size(); place++) {
      Node node = network.nodes().get(place);
      NodeProto.Builder proto = editor.nodes().get(place);
      boolean back = node.op().equals("DequantizeLinear");
      Node source = quantized.get(node.input(0));
      Optional<StoredIntegers> integers = back ? integers(node.input(0)) : Optional.empty();
      if (back && source != null) {
        limited(source, node);
      } else if (integers.isPresent()) {
        stored(node, integers.get());
      } else {
        editor.add(proto);
      }
      if (node.op().equals("QuantizeLinear")) {
        quantized.put(node.outputs().get(0), node);
      }
    }
    return editor.network();
  }

  private Optional<StoredIntegers> integers(String tensor) {
    return editor.graph().getInitializerList().stream()
        .filter(weight -> weight.getName().equals(tensor))
        .findFirst()
        .flatMap(StoredIntegers::of);
  }

  /** In place of the pair that rounds: the same limits. */
  private void limited(Node quantize, Node dequantize) {
    float scale = scales(quantize).buffer().get(0);
    int zero = zeros(quantize, 1)[0];
    String output = dequantize.outputs().get(0);
    String low = editor.floats(output + ".low", Tensor.of(Shape.of(), -zero * scale));
    String high = editor.floats(output + ".high", Tensor.of(Shape.of(), (MOST - zero) * scale));
    editor.add("Clip", List.of(quantize.input(0), low, high), output);
  }

  /** What stored integers stand for takes their place. */
  private void stored(Node dequantize, StoredIntegers integers) {
    Tensor scales = scales(dequantize);
    int[] zeros = zeros(dequantize, scales.shape().size());
    int axis = scales.shape().size() == 1 ? 0 : dequantize.attributes().integer("axis", 1);
    editor.floatsInstead(dequantize.outputs().get(0), integers.floats(scales, zeros, axis));
  }

  private Tensor scales(Node node) {
    return network.constant(node.input(1)).orElseThrow(() -> foreign(node, "a stored scale"));
  }

  private int[] zeros(Node node, int count) {
    return node.input(2).isEmpty()
        ? new int[count]
        : integers(node.input(2))
            .map(StoredIntegers::values)
            .filter(values -> values.length == count)
            .orElseThrow(() -> foreign(node, "a stored zero point"));
  }

  private UnquantizableException foreign(Node node, String lacking) {
    return new UnquantizableException(
        network.toString(),
        "node %s has not %s, as winnow build makes it; it cannot be taken back to floats"
            .formatted(node, lacking));
  }
}
