package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.BranchInlining;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Replaces each If whose condition follows from constants and from the shape of the input, such as
 * a sample rate or whether an axis is 1, by the branch that it always takes. Exporters that trace
 * scripts leave them; no network could be cut within one. Conditions are worked out by ONNX Runtime
 * for one sample.
 */
final class ConstantBranches {
  /** A branch may hold another If, and that another. */
  private static final int DEEPEST = 64;

  private static final Set<String> SHAPES = Set.of("Shape", "Size");

  /** Operators whose result has a shape that depends on more than the shapes of what they take. */
  private static final Set<String> VALUE_DEPENDENT =
      Set.of("Compress", "If", "Loop", "NonMaxSuppression", "NonZero", "Scan", "Unique");

  /** Operators that are told the shape of their result. */
  private static final Set<String> TOLD =
      Set.of(
          "ConstantOfShape",
          "Expand",
          "OneHot",
          "Pad",
          "Range",
          "Reshape",
          "Resize",
          "Slice",
          "Tile",
          "TopK",
          "Upsample");

  private ConstantBranches() {}

  /**
   * Replaces what can be.
   *
   * @throws UnsupportedNetworkException if ONNX Runtime refuses the graph
   */
  static void apply(String what, ModelProto.Builder model, List<String> remarks) {
    int replaced = 0;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Graph graph = Graph.of(what, model.build());
      Map<Integer, String> conditions = conditions(graph);
      if (conditions.isEmpty()) {
        break;
      }
      Map<String, Boolean> values = values(graph, Set.copyOf(conditions.values()));
      Map<Integer, Boolean> taken = new HashMap<>();
      conditions.forEach((place, condition) -> taken.put(place, values.get(condition)));
      GraphProto.Builder sorted = model.getGraphBuilder().clearNode();
      sorted.addAllNode(graph.model().getGraph().getNodeList());
      BranchInlining.apply(sorted, taken);
      replaced += taken.size();
    }
    if (replaced > 0) {
      remarks.add(
          "%d of its branches (If) always go the same way for this input; here they are what is there"
              .formatted(replaced));
    }
  }

  /** The conditions that do not depend on what the input holds, by the places of their nodes. */
  private static Map<Integer, String> conditions(Graph graph) {
    Set<String> values = new HashSet<>();
    Set<String> shapes = new HashSet<>();
    graph.inputs().forEach(input -> values.add(input.getName()));
    Map<Integer, String> conditions = new LinkedHashMap<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      if (node.op().equals("If") && !values.contains(node.input(0))) {
        conditions.put(i, node.input(0));
      }
      boolean unsureShape = node.inputs().stream().anyMatch(shapes::contains);
      boolean flows = node.inputs().stream().anyMatch(values::contains);
      if (SHAPES.contains(node.op()) ? unsureShape : flows) {
        values.addAll(node.outputs());
        if (unsureShape || VALUE_DEPENDENT.contains(node.op()) || isTold(node, values)) {
          shapes.addAll(node.outputs());
        }
      }
    }
    return conditions;
  }

  private static boolean isTold(Node node, Set<String> values) {
    int first = node.op().equals("ConstantOfShape") || node.op().equals("Range") ? 0 : 1;
    return TOLD.contains(node.op())
        && node.inputs().stream().skip(first).anyMatch(values::contains);
  }

  private static Map<String, Boolean> values(Graph graph, Set<String> conditions) {
    ModelProto.Builder model = graph.model().toBuilder();
    model.setIrVersion(Math.max(Graph.UNLISTED_WEIGHTS, model.getIrVersion()));
    GraphProto.Builder probed = model.getGraphBuilder();
    List<NodeProto> needed = needed(graph, conditions);
    probed.clearNode().addAllNode(needed).clearOutput().clearValueInfo();
    conditions.forEach(name -> probed.addOutput(ValueInfoProto.newBuilder().setName(name)));
    Map<String, OnnxTensor> zeros = new HashMap<>();
    try (OrtSession session = OnnxRuntime.open(graph, model.build(), 1, OptLevel.NO_OPT)) {
      for (ValueInfoProto input : graph.inputs()) {
        TensorSpec port = TensorSpecs.input(graph.what(), input);
        Shape shape = port.shape().batch(port.batch().orElse(1));
        zeros.put(
            port.name(),
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), Tensor.allocate(shape).buffer(), shape.toLongs()));
      }
      zeros.keySet().retainAll(session.getInputNames());
      try (OrtSession.Result result = session.run(zeros, conditions)) {
        Map<String, Boolean> values = new HashMap<>();
        for (Map.Entry<String, OnnxValue> found : result) {
          values.put(found.getKey(), isTrue(found.getValue()));
        }
        return values;
      }
    } catch (OrtException e) {
      throw new UnsupportedNetworkException(
          graph.what(), OnnxRuntime.reason(graph, e) + "; export it again, or mend the graph", e);
    } finally {
      zeros.values().forEach(OnnxTensor::close);
    }
  }

  private static List<NodeProto> needed(Graph graph, Set<String> conditions) {
    Set<String> wanted = new HashSet<>(conditions);
    boolean[] kept = new boolean[graph.nodes().size()];
    for (int i = kept.length - 1; i >= 0; i--) {
      kept[i] = graph.nodes().get(i).outputs().stream().anyMatch(wanted::contains);
      if (kept[i]) {
        wanted.addAll(graph.nodes().get(i).inputs());
      }
    }
    return IntStream.range(0, kept.length).filter(i -> kept[i]).mapToObj(graph::proto).toList();
  }

  /** A condition is one truth value, as a scalar or in an axis or two of one. */
  private static boolean isTrue(OnnxValue condition) throws OrtException {
    Object value = condition.getValue();
    while (value instanceof Object[] array) {
      value = array[0];
    }
    return value instanceof boolean[] several ? several[0] : Boolean.TRUE.equals(value);
  }
}
