package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Asks ONNX Runtime for the shape of every tensor of a network: of a copy in which every tensor is
 * an output, and every large weight an input that need not be loaded. What cannot be inferred, such
 * as an extent computed with floating-point arithmetic, is found by running the copy on zeros.
 */
final class Probe {
  /** Weights of up to so many elements stay: shapes may depend on them, as on a Resize's scales. */
  private static final int SMALL = 1024;

  /** Oldest ir_version whose weights need not be listed as inputs. */
  private static final int UNLISTED_WEIGHTS = 4;

  /** The shape of a tensor and whether it holds 32-bit floats. */
  record Extents(Shape shape, boolean isFloat) {}

  private final Graph graph;
  private final Map<String, long[]> given = new LinkedHashMap<>();

  private Probe(Graph graph) {
    this.graph = graph;
  }

  /**
   * The shapes of the inputs and of all that the nodes make, for a batch of so many samples where
   * any number will do.
   *
   * @throws UnsupportedNetworkException if ONNX Runtime refuses the graph
   */
  static Map<String, Extents> extents(Graph graph, int rows) {
    Probe probe = new Probe(graph);
    ModelProto model = probe.model(rows);
    try (OrtSession session = OnnxRuntime.open(graph, model, 1, OptLevel.NO_OPT)) {
      return probe.extents(session);
    } catch (OrtException e) {
      throw new UnsupportedNetworkException(
          graph.what(), OnnxRuntime.reason(graph, e) + "; export it again, or mend the graph", e);
    }
  }

  private Map<String, Extents> extents(OrtSession session) throws OrtException {
    Map<String, Extents> extents = new HashMap<>();
    for (ValueInfoProto input : graph.inputs()) {
      extents.put(input.getName(), extents(input.getName(), true, given(input.getName())));
    }
    Set<String> unknown = new HashSet<>();
    for (NodeInfo output : session.getOutputInfo().values()) {
      TensorInfo info = tensor(output.getName(), output.getInfo());
      if (isUnknown(output.getName(), info)) {
        unknown.add(output.getName());
      } else {
        extents.put(output.getName(), extents(output.getName(), info));
      }
    }
    if (!unknown.isEmpty()) {
      run(session, unknown, extents);
    }
    return extents;
  }

  private void run(OrtSession session, Set<String> unknown, Map<String, Extents> extents)
      throws OrtException {
    Map<String, OnnxTensor> zeros = new HashMap<>();
    try {
      for (String name : given.keySet()) {
        Tensor tensor = Tensor.allocate(extents(name, true, given(name)).shape());
        zeros.put(
            name, OnnxTensor.createTensor(OnnxRuntime.environment(), tensor.buffer(), given(name)));
      }
      try (OrtSession.Result result = session.run(zeros, unknown)) {
        for (Map.Entry<String, OnnxValue> found : result) {
          TensorInfo info = tensor(found.getKey(), found.getValue().getInfo());
          extents.put(found.getKey(), extents(found.getKey(), info));
        }
      }
    } finally {
      zeros.values().forEach(OnnxTensor::close);
    }
  }

  private long[] given(String name) {
    return given.getOrDefault(name, new long[0]);
  }

  /** ONNX Runtime shows an unknown rank like a scalar's, so that floats of rank 0 are looked at. */
  private boolean isUnknown(String name, TensorInfo info) {
    long[] dims = info.getShape();
    return Arrays.stream(dims).anyMatch(dim -> dim < 0)
        || (dims.length == 0 && info.type == OnnxJavaType.FLOAT && graph.isFlowing(name));
  }

  private TensorInfo tensor(String name, ValueInfo info) {
    if (info instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new UnsupportedNetworkException(
        graph.what(), "\"" + name + "\" is no tensor; export it without sequences and options");
  }

  private Extents extents(String name, TensorInfo info) {
    return extents(name, info.type == OnnxJavaType.FLOAT, info.getShape());
  }

  private Extents extents(String name, boolean isFloat, long[] dims) {
    try {
      return new Extents(
          new Shape(Arrays.stream(dims).mapToObj(Math::toIntExact).toList()), isFloat);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new UnsupportedNetworkException(
          graph.what(),
          "\"%s\" of shape %s is too large; use a smaller network"
              .formatted(name, Arrays.toString(dims)),
          e);
    }
  }

  private ModelProto model(int rows) {
    ModelProto.Builder model = graph.model().toBuilder();
    model.setIrVersion(Math.max(UNLISTED_WEIGHTS, model.getIrVersion()));
    GraphProto.Builder probed = model.getGraphBuilder();
    probed.clearInput().clearInitializer().clearOutput().clearValueInfo().clearNode();
    for (ValueInfoProto input : graph.inputs()) {
      Port port = Ports.input(graph.what(), input);
      give(probed, port.name(), port.shape().batch(port.batch().orElse(rows)));
    }
    for (TensorProto weight : graph.model().getGraph().getInitializerList()) {
      Shape shape = TensorProtos.shape(weight);
      if (weight.getDataType() == TensorProto.DataType.FLOAT_VALUE && shape.size() > SMALL) {
        give(probed, weight.getName(), shape);
      } else {
        probed.addInitializer(weight);
      }
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      probed.addNode(graph.proto(i).toBuilder().setName(node.name()));
      node.outputs().stream()
          .filter(name -> !name.isEmpty())
          .forEach(name -> probed.addOutputBuilder().setName(name));
    }
    return model.build();
  }

  private void give(GraphProto.Builder probed, String name, Shape shape) {
    given.put(name, shape.toLongs());
    probed.addInput(Ports.fixed(name, shape));
  }
}
