package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leaves out the outputs that say nothing of their own: weights, what is no tensor of floats, such
 * as the number of the likeliest class, and what another output is computed from, such as the
 * embedding before the classes. Declared shapes are left out too, for they may be wrong; they can
 * be inferred.
 */
public final class OutputSelection {
  private final GraphProto.Builder graph;
  private final GraphEditor editor;

  private OutputSelection(GraphProto.Builder graph) {
    this.graph = graph;
    this.editor = new GraphEditor(graph);
  }

  /**
   * Leaves out what says nothing of its own.
   *
   * @throws InconvertibleException if none is left
   */
  public static void apply(GraphProto.Builder graph, List<String> remarks) {
    new OutputSelection(graph).select(remarks);
  }

  private void select(List<String> remarks) {
    List<ValueInfoProto> kept = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (ValueInfoProto output : graph.getOutputList()) {
      if (editor.maker(output.getName()).isEmpty()) {
        left.add("\"%s\", which is no result".formatted(output.getName()));
      } else if (!isFloats(output.getType())) {
        left.add("\"%s\", which is %s".formatted(output.getName(), word(output.getType())));
      } else {
        kept.add(output);
      }
    }
    for (ValueInfoProto output : List.copyOf(kept)) {
      if (kept.stream().anyMatch(other -> !other.equals(output) && leadsTo(output, other))) {
        kept.remove(output);
        left.add("\"%s\", from which another is computed".formatted(output.getName()));
      }
    }
    if (kept.isEmpty()) {
      throw new InconvertibleException(
          "none of its outputs holds probabilities or numbers: %s; export it with such an output"
              .formatted(String.join(", ", left)));
    }
    left.forEach(output -> remarks.add("its output %s, is left out".formatted(output)));
    graph.clearOutput();
    kept.forEach(output -> graph.addOutputBuilder().setName(output.getName()));
  }

  private static boolean isFloats(TypeProto type) {
    return type.getValueCase() == TypeProto.ValueCase.VALUE_NOT_SET
        || (type.hasTensorType() && type.getTensorType().getElemType() == DataType.FLOAT_VALUE);
  }

  private static String word(TypeProto type) {
    if (!type.hasTensorType()) {
      return "no tensor";
    }
    DataType known = DataType.forNumber(type.getTensorType().getElemType());
    return known == null ? "of an unknown type" : known.name();
  }

  private boolean leadsTo(ValueInfoProto from, ValueInfoProto to) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(to.getName()));
    while (!open.isEmpty()) {
      Set<String> taken =
          editor.maker(open.pop()).stream()
              .flatMap(OutputSelection::taken)
              .collect(Collectors.toSet());
      if (taken.contains(from.getName())) {
        return true;
      }
      taken.stream().filter(seen::add).forEach(open::push);
    }
    return false;
  }

  private static Stream<String> taken(NodeProto node) {
    return Stream.concat(node.getInputList().stream(), CapturedTensors.of(node).stream());
  }
}
