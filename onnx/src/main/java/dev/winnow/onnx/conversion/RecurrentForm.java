package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes recurrent layers such that a network can be cut behind them. ONNX has their time before the
 * samples, so that what they make is turned and turned back, with the samples first in between. A
 * state that begins with zeros is left out, which means the same: exporters make it of the size of
 * the input, which would have to cross the cut beside the feature.
 */
public final class RecurrentForm {
  private static final Set<String> RECURRENT = Set.of("GRU", "LSTM", "RNN");
  private static final int FIRST_STATE = 5;
  private static final List<Long> STEPS_TO_BATCH = List.of(2L, 0L, 1L, 3L);
  private static final List<Long> STEPS_BACK = List.of(1L, 2L, 0L, 3L);
  private static final List<Long> LAST_TO_BATCH = List.of(1L, 0L, 2L);

  /** Operators that only arrange the first thing that they take. */
  private static final Set<String> ARRANGING =
      Set.of(
          "Cast",
          "Expand",
          "Gather",
          "Identity",
          "Reshape",
          "Slice",
          "Split",
          "Squeeze",
          "Tile",
          "Transpose",
          "Unsqueeze");

  private final GraphProto.Builder graph;
  private final GraphEditor editor;
  private final Map<String, TensorProto> weights = new HashMap<>();
  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<String> remarks;

  private RecurrentForm(GraphProto.Builder graph, Set<String> kept, List<String> remarks) {
    this.graph = graph;
    this.editor = new GraphEditor(graph);
    this.remarks = remarks;
    graph.getInitializerList().forEach(weight -> weights.put(weight.getName(), weight));
    weights.keySet().removeAll(kept);
  }

  /**
   * Converts all recurrent layers, and says where a network can be cut behind them.
   *
   * @param kept constants that give way to a state, and so count as no zeros
   */
  public static void apply(GraphProto.Builder graph, Set<String> kept, List<String> remarks) {
    if (graph.getNodeList().stream().anyMatch(RecurrentForm::isRecurrent)) {
      new RecurrentForm(graph, kept, remarks).convert();
    }
  }

  private static boolean isRecurrent(NodeProto node) {
    return node.getDomain().isEmpty() && RECURRENT.contains(node.getOpType());
  }

  private void convert() {
    for (NodeProto node : graph.getNodeList()) {
      if (isRecurrent(node)) {
        layer(node);
      } else {
        nodes.add(node);
      }
    }
    graph.clearNode().addAllNode(nodes);
  }

  private void layer(NodeProto node) {
    NodeProto.Builder layer = node.toBuilder();
    for (int i = FIRST_STATE; i < Math.min(layer.getInputCount(), FIRST_STATE + 2); i++) {
      if (isZero(layer.getInput(i))) {
        layer.setInput(i, "");
      }
    }
    while (layer.getInput(layer.getInputCount() - 1).isEmpty()) {
      List<String> shorter = layer.getInputList().subList(0, layer.getInputCount() - 1);
      List<String> kept = List.copyOf(shorter);
      layer.clearInput().addAllInput(kept);
    }
    int place = nodes.size();
    List<String> said = new ArrayList<>();
    turned(layer, 0, "steps", STEPS_TO_BATCH, STEPS_BACK)
        .ifPresent(name -> said.add("\"%s\" is its state after each step".formatted(name)));
    turned(layer, 1, "last", LAST_TO_BATCH, LAST_TO_BATCH)
        .ifPresent(name -> said.add("\"%s\" is its last state".formatted(name)));
    nodes.add(place, layer.build());
    if (!said.isEmpty()) {
      remarks.add(
          "its %s \"%s\" has time before the samples; with the samples first, %s"
              .formatted(node.getOpType(), title(node), String.join(" and ", said)));
    }
  }

  /** Turns one output, unless nobody takes it or it is only turned so already. */
  private Optional<String> turned(
      NodeProto.Builder layer, int output, String word, List<Long> there, List<Long> back) {
    if (layer.getOutputCount() <= output || layer.getOutput(output).isEmpty()) {
      return Optional.empty();
    }
    String made = layer.getOutput(output);
    List<NodeProto> takers = takers(made);
    boolean isTurned =
        takers.size() == 1
            && takers.get(0).getOpType().equals("Transpose")
            && takers.get(0).getAttributeList().stream()
                .anyMatch(attribute -> attribute.getIntsList().equals(there));
    boolean isResult =
        graph.getOutputList().stream().anyMatch(value -> value.getName().equals(made));
    if (isTurned || (takers.isEmpty() && !isResult)) {
      return Optional.empty();
    }
    String raw = editor.free(made + "_time_first");
    String first = editor.free(title(layer.build()) + "/" + word);
    layer.setOutput(output, raw);
    nodes.add(transpose(raw, first, there));
    nodes.add(transpose(first, made, back));
    return Optional.of(first);
  }

  private List<NodeProto> takers(String tensor) {
    return graph.getNodeList().stream()
        .filter(
            node ->
                Stream.concat(node.getInputList().stream(), CapturedTensors.of(node).stream())
                    .anyMatch(tensor::equals))
        .toList();
  }

  private NodeProto transpose(String from, String to, List<Long> permutation) {
    AttributeProto order = GraphEditor.attribute("perm", permutation);
    return NodeProto.newBuilder()
        .setOpType("Transpose")
        .setName(editor.free("Transpose_" + to))
        .addInput(from)
        .addOutput(to)
        .addAttribute(order)
        .build();
  }

  /** What a person would call a layer: PyTorch begins its names with a slash. */
  private static String title(NodeProto node) {
    String name = node.getName().replaceFirst("^/", "");
    return name.isEmpty() ? node.getOpType() + "_" + node.getOutput(0) : name;
  }

  private boolean isZero(String tensor) {
    TensorProto weight = weights.get(tensor);
    if (weight != null) {
      return isZero(weight);
    }
    Optional<NodeProto> maker = editor.maker(tensor).filter(node -> node.getDomain().isEmpty());
    if (maker.isEmpty()) {
      return false;
    }
    NodeProto node = maker.get();
    return switch (node.getOpType()) {
      case "Constant", "ConstantOfShape" ->
          node.getAttributeList().stream().allMatch(value -> value.hasT() && isZero(value.getT()))
              && (node.getAttributeCount() > 0 || node.getOpType().equals("ConstantOfShape"));
      case "Concat" -> node.getInputList().stream().allMatch(this::isZero);
      default -> ARRANGING.contains(node.getOpType()) && isZero(node.getInput(0));
    };
  }

  private static boolean isZero(TensorProto tensor) {
    if (tensor.getDataType() != DataType.FLOAT_VALUE) {
      return false;
    }
    for (int i = 0; i < tensor.getRawData().size(); i++) {
      if (tensor.getRawData().byteAt(i) != 0) {
        return false;
      }
    }
    return tensor.getFloatDataList().stream().allMatch(value -> value == 0);
  }
}
