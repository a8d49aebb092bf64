package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts other weights into a graph. */
final class WeightReplacement {
  private final Graph graph;
  private final Constants constants;

  WeightReplacement(Graph graph, Constants constants) {
    this.graph = graph;
    this.constants = constants;
  }

  ModelProto apply(Map<String, Tensor> values) {
    values.forEach(this::check);
    Set<Integer> replaced = new HashSet<>();
    values.keySet().forEach(name -> graph.maker(name).ifPresent(replaced::add));
    Set<String> orphans = orphans(replaced);

    ModelProto.Builder model = graph.model().toBuilder();
    GraphProto.Builder changed = model.getGraphBuilder();
    changed.clearNode().clearInitializer().clearInput();
    for (ValueInfoProto input : graph.model().getGraph().getInputList()) {
      if (!orphans.contains(input.getName())) {
        changed.addInput(input);
      }
    }
    for (TensorProto old : graph.model().getGraph().getInitializerList()) {
      Tensor value = values.get(old.getName());
      if (value != null) {
        changed.addInitializer(TensorProtos.of(old.getName(), value));
      } else if (!orphans.contains(old.getName())) {
        changed.addInitializer(old);
      }
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      NodeProto node = graph.proto(i);
      if (replaced.contains(i)) {
        store(model, node.getOutput(0), values);
      } else {
        changed.addNode(node);
      }
    }
    return model.build();
  }

  private void check(String name, Tensor value) {
    Shape shape =
        constants
            .shape(name)
            .orElseThrow(
                () -> new IllegalArgumentException("the network has no weight \"" + name + "\""));
    if (!shape.equals(value.shape())) {
      throw new IllegalArgumentException(
          "the weight \"%s\" has the shape %s, not %s".formatted(name, shape, value.shape()));
    }
  }

  /** The weights that only the replaced nodes took. */
  private Set<String> orphans(Set<Integer> replaced) {
    Set<String> orphans = new HashSet<>();
    for (int node : replaced) {
      for (String input : graph.nodes().get(node).inputs()) {
        if (replaced.containsAll(graph.takers(input))
            && !graph.isOutput(input)
            && graph.initializer(input).isPresent()) {
          orphans.add(input);
        }
      }
    }
    return orphans;
  }

  private void store(ModelProto.Builder model, String name, Map<String, Tensor> values) {
    Tensor value = values.get(name);
    if (value == null) {
      return;
    }
    model.getGraphBuilder().addInitializer(TensorProtos.of(name, value));
    if (model.getIrVersion() < Graph.UNLISTED_WEIGHTS) {
      model.getGraphBuilder().addInput(TensorSpecs.fixed(name, value.shape()));
    }
  }
}
