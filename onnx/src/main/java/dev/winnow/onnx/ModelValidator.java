package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold of a model before anything else looks at it. Nothing here follows references
 * between nodes; {@link TopologicalSort} does.
 */
final class ModelValidator {
  /** The first format that names its operator sets; files that are older are from 2017. */
  private static final int OLDEST_FORMAT = 3;

  /** The newest format that ONNX Runtime 1.29 reads. */
  private static final int NEWEST_FORMAT = 13;

  /** The first operator set whose broadcasting and batch normalisation are today's. */
  private static final int OLDEST_OPSET = 7;

  /** The newest operator set that ONNX Runtime 1.29 knows. */
  private static final int NEWEST_OPSET = 26;

  private static final Set<AttributeType> SUPPORTED =
      Set.of(
          AttributeType.FLOAT,
          AttributeType.INT,
          AttributeType.STRING,
          AttributeType.TENSOR,
          AttributeType.FLOATS,
          AttributeType.INTS,
          AttributeType.STRINGS);

  /** Domains besides the standard one whose operators ONNX Runtime comes with. */
  private static final Set<String> KNOWN = Set.of("ai.onnx.ml", "com.microsoft");

  /** Operators that run graphs of their own. */
  private static final Set<String> CONTROL_FLOW = Set.of("If", "Loop", "Scan");

  private final String what;
  private final GraphProto graph;

  private ModelValidator(String what, GraphProto graph) {
    this.what = what;
    this.graph = graph;
  }

  /**
   * @throws MalformedNetworkException if the model contradicts itself
   * @throws UnsupportedNetworkException if it uses a part of ONNX that is not supported
   */
  static void check(String what, ModelProto model) {
    ModelValidator checks = new ModelValidator(what, model.getGraph());
    checks.header(model);
    checks.contents();
    checks.values();
  }

  static boolean isStandard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  /** The version of the standard operators that a model uses, or 0 if it does not say. */
  static long opset(ModelProto model) {
    return model.getOpsetImportList().stream()
        .filter(imported -> isStandard(imported.getDomain()))
        .mapToLong(OperatorSetIdProto::getVersion)
        .findFirst()
        .orElse(0);
  }

  private void header(ModelProto model) {
    if (!model.hasGraph() || graph.getNodeCount() == 0) {
      throw malformed("it holds no graph of nodes");
    }
    long format = model.getIrVersion();
    if (format < OLDEST_FORMAT || format > NEWEST_FORMAT) {
      throw unsupported(
          "its format, ir_version %d, is not between %d and %d; export it in one of these"
              .formatted(format, OLDEST_FORMAT, NEWEST_FORMAT));
    }
    long opset = opset(model);
    if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
      throw unsupported(
          "its operator set %d is not between %d and %d; convert it with onnx.version_converter"
              .formatted(opset, OLDEST_OPSET, NEWEST_OPSET));
    }
    refuse(model.getTrainingInfoCount(), "training information; export it for inference");
    refuse(model.getFunctionsCount(), "functions of its own; export it with them inlined");
  }

  private void refuse(int count, String whatAndRemedy) {
    if (count > 0) {
      throw unsupported("it has " + whatAndRemedy);
    }
  }

  private void initializers() {
    Set<String> names = new HashSet<>();
    long bytes = 0;
    for (TensorProto initializer : graph.getInitializerList()) {
      unique(names, initializer.getName(), "a", "weight");
      TensorProtos.complaint(initializer)
          .ifPresent(
              complaint -> {
                throw malformed("its weight \"" + initializer.getName() + "\" " + complaint);
              });
      bytes += initializer.getSerializedSize();
    }
    if (bytes > NetworkFile.LIMIT) {
      throw unsupported(
          "its weights take %d bytes and at most %d fit into an ONNX file; use a smaller one"
              .formatted(bytes, NetworkFile.LIMIT));
    }
  }

  private void nodes() {
    for (NodeProto node : graph.getNodeList()) {
      if (!isStandard(node.getDomain()) && !KNOWN.contains(node.getDomain())) {
        throw unsupported(
            "node %s uses the operator %s of the domain \"%s\", which nothing here can run; export it with standard operators only"
                .formatted(Node.nameOf(node), node.getOpType(), node.getDomain()));
      }
      if (node.getOpType().isEmpty()) {
        throw malformed("node " + Node.nameOf(node) + " has no operator");
      }
      if (node.getOutputList().stream().allMatch(String::isEmpty)) {
        throw malformed("node " + describe(node) + " makes nothing");
      }
      attributes(node);
    }
  }

  private void attributes(NodeProto node) {
    Set<String> names = new HashSet<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      String where = "node " + describe(node) + " ";
      if (!names.add(attribute.getName())) {
        throw malformed(where + "has the attribute \"" + attribute.getName() + "\" twice");
      }
      if (attribute.getType() == AttributeType.GRAPH && CONTROL_FLOW.contains(node.getOpType())) {
        inside(attribute.getG());
        continue;
      }
      if (!attribute.getRefAttrName().isEmpty() || !SUPPORTED.contains(attribute.getType())) {
        throw unsupported(
            where
                + "has the attribute \"%s\" of the type %s; export it without"
                    .formatted(attribute.getName(), attribute.getType()));
      }
      if (attribute.getType() == AttributeType.TENSOR) {
        TensorProtos.complaint(attribute.getT())
            .ifPresent(
                complaint -> {
                  throw malformed(
                      where + "has a tensor \"" + attribute.getName() + "\" that " + complaint);
                });
      }
    }
  }

  /** What holds of a graph inside a node; its references are ONNX Runtime's to follow. */
  private void inside(GraphProto inner) {
    new ModelValidator(what, inner).contents();
  }

  private void contents() {
    refuse(graph.getSparseInitializerCount(), "sparse weights; export it with dense ones");
    initializers();
    nodes();
  }

  private void values() {
    named(graph.getInputList(), "input");
    named(graph.getOutputList(), "output");
    if (graph.getOutputCount() == 0) {
      throw malformed("it has no output");
    }
  }

  private void named(List<ValueInfoProto> values, String kind) {
    Set<String> names = new HashSet<>();
    values.forEach(value -> unique(names, value.getName(), "an", kind));
  }

  private void unique(Set<String> names, String name, String article, String kind) {
    if (name.isEmpty()) {
      throw malformed("it has " + article + " " + kind + " without a name");
    }
    if (!names.add(name)) {
      throw malformed("it has the " + kind + " \"" + name + "\" twice");
    }
  }

  private MalformedNetworkException malformed(String why) {
    return new MalformedNetworkException(what, why);
  }

  private UnsupportedNetworkException unsupported(String whyAndRemedy) {
    return new UnsupportedNetworkException(what, whyAndRemedy);
  }

  private static String describe(NodeProto node) {
    return Node.nameOf(node) + " (" + node.getOpType() + ")";
  }
}
