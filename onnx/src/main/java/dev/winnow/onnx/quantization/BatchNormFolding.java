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
 * Multiplies batch normalisations into the convolutions before them, as ONNX Runtime does when it
 * loads a network: between the two, nothing may be rounded.
 */
final class BatchNormFolding {
  private final Network network;
  private final GraphIndex index;
  private final ModelEditor editor;

  private BatchNormFolding(Network network) {
    this.network = network;
    this.index = new GraphIndex(network);
    this.editor = new ModelEditor(network);
  }

  static Network of(Network network) {
    return new BatchNormFolding(network).folded();
  }

  private Network folded() {
    Map<String, String> instead = new HashMap<>();
    for (int place = 0; place < editor.nodes().size(); place++) {
      Node node = network.nodes().get(place);
      NodeProto.Builder proto = editor.nodes().get(place);
      Optional<Node> norm =
          node.op().equals("Conv") ? index.onlyTaker(node.outputs().get(0)) : Optional.empty();
      if (norm.isPresent() && fold(node, norm.get(), proto)) {
        instead.put(norm.get().name(), node.name());
      }
      if (!instead.containsKey(node.name())) {
        editor.add(proto);
      }
    }
    return instead.isEmpty() ? network : editor.network();
  }

  /** Makes a convolution do what the normalisation behind it does; whether it can. */
  private boolean fold(Node conv, Node norm, NodeProto.Builder proto) {
    if (!norm.op().equals("BatchNormalization") || norm.outputs().size() > 1) {
      return false;
    }
    Optional<Tensor> weight = network.constant(conv.input(1));
    Optional<Tensor> bias = network.constant(conv.input(2));
    List<Optional<Tensor>> values =
        List.of(1, 2, 3, 4).stream().map(i -> network.constant(norm.input(i))).toList();
    if (weight.isEmpty()
        || values.stream().anyMatch(Optional::isEmpty)
        || (bias.isEmpty() && !conv.input(2).isEmpty())) {
      return false;
    }
    int channels = weight.get().shape().dim(0);
    float epsilon = norm.attributes().number("epsilon", 1e-5f);
    Tensor shift = Tensor.allocate(Shape.of(channels));
    int filter = weight.get().shape().row().size();
    for (int channel = 0; channel < channels; channel++) {
      double scale = at(values.get(0), channel) / Math.sqrt(at(values.get(3), channel) + epsilon);
      double before = bias.isPresent() ? bias.get().buffer().get(channel) : 0;
      double after = (before - at(values.get(2), channel)) * scale + at(values.get(1), channel);
      shift.buffer().put(channel, (float) after);
      for (int i = channel * filter; i < (channel + 1) * filter; i++) {
        weight.get().buffer().put(i, (float) (weight.get().buffer().get(i) * scale));
      }
    }
    String name = norm.outputs().get(0);
    proto.clearInput().addInput(conv.input(0));
    proto.addInput(editor.floats(name + ".weight", weight.get()));
    proto.addInput(editor.floats(name + ".bias", shift));
    proto.clearOutput().addOutput(name);
    return true;
  }

  private static double at(Optional<Tensor> values, int channel) {
    return values.orElseThrow().buffer().get(channel);
  }
}
