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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Asks ONNX Runtime for the shape of every tensor of a network: of a copy in which every tensor is
 * an output, and every large weight an input that need not be loaded. What cannot be inferred, such
 * as an extent computed with floating-point arithmetic, is found by running the copy on zeros.
 */
final class ShapeInference {
  /** Weights of up to so many elements stay: shapes may depend on them, as on a Resize's scales. */
  private static final int SMALL = 1024;

  /** Operators that can make a negative extent, of an input that is smaller than their window. */
  private static final Set<String> WINDOWS =
      Set.of(
          "AveragePool",
          "Conv",
          "ConvInteger",
          "ConvTranspose",
          "LpPool",
          "MaxPool",
          "Pad",
          "QLinearConv",
          "com.microsoft.FusedConv",
          "com.microsoft.QLinearAveragePool");

  private static final Set<String> VALUE_DEPENDENT =
      Set.of("Compress", "NonMaxSuppression", "NonZero", "Unique");

  /** The shape of a tensor and whether it holds 32-bit floats. */
  record Extents(Shape shape, boolean isFloat) {}

  private final Graph graph;
  private final Constants constants;
  private final int[] depths;
  private final int deepest;
  private final Map<String, Shape> given = new LinkedHashMap<>();

  private ShapeInference(Graph graph, int[] depths, int deepest) {
    this.graph = graph;
    this.constants = new Constants(graph);
    this.depths = depths;
    this.deepest = deepest;
  }

  /**
   * Whether ONNX Runtime must not see the graph before its shapes were found: version 1.29 ends the
   * process, rather than complain, when it infers the slice of what has a negative extent, which a
   * kernel that is larger than its input makes.
   */
  static boolean isNeededFirst(Graph graph) {
    return graph.nodes().stream().anyMatch(ShapeInference::isSlice);
  }

  /**
   * The shapes of the inputs and of all that the nodes make, for a batch of so many samples where
   * any number will do.
   *
   * @throws UnsupportedNetworkException if ONNX Runtime refuses the graph
   */
  static Map<String, Extents> extents(Graph graph, int rows) {
    int[] depths = depths(graph);
    Map<String, Extents> extents = Map.of();
    for (int depth : Arrays.stream(depths).sorted().distinct().toArray()) {
      extents = new ShapeInference(graph, depths, depth).extents(rows);
    }
    return extents;
  }

  /**
   * For each node, how many slices on a way to its result take what a window made: what is sliced
   * so is probed before.
   */
  private static int[] depths(Graph graph) {
    int[] depths = new int[graph.nodes().size()];
    boolean[] windowed = new boolean[depths.length];
    for (int i = 0; i < depths.length; i++) {
      Node node = graph.nodes().get(i);
      for (String input : node.inputs()) {
        OptionalInt maker = graph.maker(input);
        if (maker.isEmpty() || depths[maker.getAsInt()] < depths[i]) {
          continue;
        }
        boolean deeper = depths[maker.getAsInt()] > depths[i];
        windowed[i] = windowed[maker.getAsInt()] || (windowed[i] && !deeper);
        depths[i] = depths[maker.getAsInt()];
      }
      if (isSlice(node) && windowed[i]) {
        depths[i]++;
        windowed[i] = false;
      }
      windowed[i] |= WINDOWS.contains(node.op());
    }
    return depths;
  }

  private static boolean isSlice(Node node) {
    return node.op().equals("Slice");
  }

  private Map<String, Extents> extents(int rows) {
    ModelProto model = model(rows);
    if (model.getGraph().getOutputCount() == 0) {
      return Map.of();
    }
    try (OrtSession session = OnnxRuntime.open(graph, model, 1, OptLevel.NO_OPT)) {
      return extents(session);
    } catch (OrtException e) {
      throw new UnsupportedNetworkException(
          graph.what(), OnnxRuntime.reason(graph, e) + "; export it again, or mend the graph", e);
    }
  }

  private Map<String, Extents> extents(OrtSession session) throws OrtException {
    Map<String, Extents> extents = new HashMap<>();
    given.forEach((name, shape) -> extents.put(name, new Extents(shape, true)));
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
      refuseValueDependent(unknown);
      run(session, unknown, extents);
    }
    return extents;
  }

  private void refuseValueDependent(Set<String> unknown) {
    for (Node node : graph.nodes()) {
      if (VALUE_DEPENDENT.contains(node.op())
          && node.outputs().stream().anyMatch(unknown::contains)) {
        throw new UnsupportedNetworkException(
            graph.what(),
            "node "
                + node
                + " makes a tensor whose shape depends on the values of its input; "
                + "export the network without it");
      }
    }
  }

  private void run(OrtSession session, Set<String> unknown, Map<String, Extents> extents)
      throws OrtException {
    Map<String, OnnxTensor> zeros = new HashMap<>();
    try {
      for (Map.Entry<String, Shape> input : given.entrySet()) {
        Shape shape = input.getValue();
        zeros.put(
            input.getKey(),
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), Tensor.allocate(shape).buffer(), shape.toLongs()));
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
    model.setIrVersion(Math.max(Graph.UNLISTED_WEIGHTS, model.getIrVersion()));
    GraphProto.Builder probed = model.getGraphBuilder();
    probed.clearInput().clearInitializer().clearOutput().clearValueInfo().clearNode();
    for (ValueInfoProto input : graph.inputs()) {
      TensorSpec port = TensorSpecs.input(graph.what(), input);
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
      if (depths[i] > deepest) {
        continue;
      }
      Node node = graph.nodes().get(i);
      Optional<Shape> large = constants.shape(node.outputs().get(0)).filter(s -> s.size() > SMALL);
      if (large.isPresent()) {
        give(probed, node.outputs().get(0), large.get());
        continue;
      }
      probed.addNode(graph.proto(i).toBuilder().setName(node.name()));
      node.outputs().stream()
          .filter(name -> !graph.takers(name).isEmpty() || graph.isOutput(name))
          .forEach(name -> probed.addOutputBuilder().setName(name));
    }
    return model.build();
  }

  private void give(GraphProto.Builder probed, String name, Shape shape) {
    given.put(name, shape);
    probed.addInput(TensorSpecs.fixed(name, shape));
  }
}
