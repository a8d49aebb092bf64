package dev.winnow.learn.operator;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Set;

/**
 * Takes a graph of an operator set before 7 to 7, as {@code onnx.version_converter} does, as far as
 * the backend suite needs it. In those sets arithmetic broadcast only where an attribute said so,
 * batch normalisation had to be told that it was not learning, and a list of slopes meant channels.
 */
final class OldOperators {
  private static final int TODAYS_BROADCAST = 7;
  private static final Set<String> ARITHMETIC = Set.of("Add", "Sub", "Mul", "Div");
  private static final Set<String> DROPPED = Set.of("broadcast", "is_test", "consumed_inputs");

  private OldOperators() {}

  static ModelProto modernised(ModelProto model) {
    if (model.getOpsetImportCount() != 1
        || model.getOpsetImport(0).getVersion() >= TODAYS_BROADCAST) {
      return model;
    }
    ModelProto.Builder whole = model.toBuilder();
    whole.getOpsetImportBuilder(0).setVersion(TODAYS_BROADCAST);
    GraphProto.Builder graph = whole.getGraphBuilder();
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      modernise(node);
      if (node.getOpType().equals("PRelu")) {
        overChannels(graph, node.getInput(0), node.getInput(1));
      }
    }
    return whole.build();
  }

  private static void modernise(NodeProto.Builder node) {
    var kept =
        node.getAttributeList().stream()
            .filter(attribute -> !isDropped(node.getOpType(), attribute))
            .toList();
    node.clearAttribute().addAllAttribute(kept);
  }

  private static boolean isDropped(String op, AttributeProto attribute) {
    return DROPPED.contains(attribute.getName())
        || (attribute.getName().equals("axis") && ARITHMETIC.contains(op));
  }

  private static void overChannels(GraphProto.Builder graph, String x, String slopes) {
    int rank =
        graph.getInputList().stream()
            .filter(input -> input.getName().equals(x))
            .mapToInt(input -> input.getType().getTensorType().getShape().getDimCount())
            .findFirst()
            .orElseThrow();
    for (TensorProto.Builder weight : graph.getInitializerBuilderList()) {
      for (int axis = 2; weight.getName().equals(slopes) && axis < rank; axis++) {
        weight.addDims(1);
      }
    }
    for (ValueInfoProto.Builder input : graph.getInputBuilderList()) {
      for (int axis = 2; input.getName().equals(slopes) && axis < rank; axis++) {
        input
            .getTypeBuilder()
            .getTensorTypeBuilder()
            .getShapeBuilder()
            .addDimBuilder()
            .setDimValue(1);
      }
    }
  }
}
