package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.RecurrentState;
import dev.winnow.core.Shape;
import dev.winnow.onnx.conversion.ConstantInputs;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.InconvertibleException;
import dev.winnow.onnx.conversion.InputConversion;
import dev.winnow.onnx.conversion.InputResizing;
import dev.winnow.onnx.conversion.OutputActivation;
import dev.winnow.onnx.conversion.OutputKind;
import dev.winnow.onnx.conversion.OutputSelection;
import dev.winnow.onnx.conversion.RecurrentForm;
import dev.winnow.onnx.conversion.SampleForm;
import dev.winnow.onnx.conversion.ShapeFolding;
import dev.winnow.onnx.conversion.SinglePrecision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network as somebody exported it, made into one that can be cut: one input of 32-bit floats with
 * samples and channels first, outputs that are probabilities of classes, any number of samples at a
 * time or one. It computes what the file computes; the tensors of the file keep their names.
 *
 * @param network which can be cut
 * @param remarks a sentence about each thing that is not as it is in the file
 */
public record NetworkImport(Network network, List<String> remarks) {
  private static final ConversionOptions NUMBERS =
      new ConversionOptions(Optional.empty(), Optional.of(OutputKind.REGRESSION));

  public NetworkImport {
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads a file that nobody vouches for.
   *
   * @param options what the file leaves open
   * @throws UnreadableNetworkException if the file, or one that it needs, is absent, too large or
   *     cannot be read
   * @throws MalformedNetworkException if it is damaged or contradicts itself
   * @throws UnsupportedNetworkException if it cannot be made into such a network
   */
  public static NetworkImport read(Path file, ConversionOptions options) {
    return of(file.toString(), NetworkFile.read(file), options);
  }

  /**
   * Reads a network whose outputs are numbers and no classes, in the form that its captures are
   * prepared in.
   *
   * @throws IllegalArgumentException if its card does not say how that is
   * @throws NetworkException as {@link #read}
   */
  public static Network readNumbers(Path file) {
    NetworkImport imported = read(file, NUMBERS);
    return imported.taking(imported.network.preparation().shape()).network;
  }

  /**
   * Reads a network that is asked with tensors of 32-bit floats: as it is, if those are what it
   * takes, and else, such as with bytes for pixels, in the form that captures are prepared in.
   *
   * @throws NetworkException as {@link #read}
   */
  public static Network readFloats(Path file) {
    ModelProto model = NetworkFile.read(file);
    Graph graph = Graph.of(file.toString(), model);
    return graph.inputs().stream().allMatch(NetworkImport::isFloats)
        ? Network.of(file.toString(), model)
        : of(file.toString(), model, NUMBERS).network;
  }

  /**
   * Reads bytes that nobody vouches for.
   *
   * @param what what the network is called in messages
   * @param options what the file leaves open
   * @throws MalformedNetworkException if they are damaged or contradict themselves
   * @throws UnsupportedNetworkException if they cannot be made into such a network
   */
  public static NetworkImport parse(String what, byte[] bytes, ConversionOptions options) {
    return of(what, NetworkFile.parseWhole(what, bytes), options);
  }

  static NetworkImport of(String what, ModelProto model, ConversionOptions options) {
    List<String> remarks = new ArrayList<>();
    ModelProto.Builder converted = model.toBuilder();
    GraphProto.Builder graph = converted.getGraphBuilder();
    graph.clearValueInfo();
    // What cannot be converted is checked as it is; so is what the conversion looks up by name.
    ModelValidator.check(what, model);
    try {
      SinglePrecision.apply(graph, remarks);
      List<RecurrentState> states = ConstantInputs.apply(graph, options, remarks);
      Network.writeStates(converted, states);
      InputConversion.apply(graph, options.inputShape(), remarks);
      if (graph.getNodeList().stream().anyMatch(node -> node.getOpType().equals("If"))) {
        ConstantBranches.apply(what, converted, remarks);
      }
      Set<String> kept = states.stream().map(RecurrentState::input).collect(Collectors.toSet());
      RecurrentForm.apply(graph, kept, remarks);
      OutputSelection.apply(graph, remarks);
      Network network = anyBatch(what, converted.build(), remarks);
      network = folded(network);
      ModelProto.Builder answering = network.graph().model().toBuilder();
      for (TensorSpec output : network.outputs()) {
        OutputActivation.apply(
            answering.getGraphBuilder(), output.name(), output.shape(), options.output(), remarks);
      }
      named(answering.getGraphBuilder(), network);
      return new NetworkImport(rebuilt(network, answering), remarks);
    } catch (InconvertibleException e) {
      throw new UnsupportedNetworkException(what, e.reason(), e);
    }
  }

  /**
   * The same network for one sample at a time, for one that mixes samples or fails on several.
   *
   * @param why the end of a sentence that begins with "it takes one sample at a time here:"
   */
  public NetworkImport oneByOne(String why) {
    List<String> all = new ArrayList<>(remarks);
    all.add("it takes one sample at a time here: " + why);
    return new NetworkImport(withBatchOfOne(network), all);
  }

  /**
   * The same network for samples of other extents, such as smaller images: convolutions compute
   * less of them, with the same weights (after the resolution multiplier of Howard et al. 2017,
   * "MobileNets", section 3.4). What it answers is no longer the same; learn from data again.
   *
   * @param sample extents of one sample, as many as before
   * @throws UnsupportedNetworkException if the network has several inputs or another number of
   *     extents, or holds sizes that follow from the old ones, as dense layers over places do
   */
  public NetworkImport resized(Shape sample) {
    List<TensorSpec> inputs = network.inputs();
    TensorSpec input = inputs.get(0);
    if (inputs.size() > 1 || input.shape().rank() != sample.rank()) {
      throw new UnsupportedNetworkException(
          network.toString(), "it takes %s and not samples of %s".formatted(inputs, sample));
    }
    ModelProto.Builder model = network.graph().model().toBuilder();
    InputResizing.apply(model.getGraphBuilder(), input.name(), sample, this::extents);
    Network resized = rebuilt(network, model);
    List<Shape> before = network.outputs().stream().map(TensorSpec::shape).toList();
    String why =
        "its layers hold sizes that follow from samples of %s and do not take %s; multiples of its strides, such as 32, fit most networks that end in a mean over all places, and others take one size only"
            .formatted(input.shape(), sample);
    try {
      if (resized.outputs().stream().map(TensorSpec::shape).toList().equals(before)) {
        return new NetworkImport(resized, remarks);
      }
    } catch (UnsupportedNetworkException e) {
      throw new UnsupportedNetworkException(network.toString(), why, e);
    }
    throw new UnsupportedNetworkException(network.toString(), why);
  }

  private Shape extents(String tensor) {
    return network.graph().initializer(tensor).isPresent()
        ? network.shapes().whole(tensor)
        : network.shape(tensor);
  }

  /**
   * The same network with an input in the form that captures are prepared in.
   *
   * @param sample shape of one prepared capture
   * @throws UnsupportedNetworkException if the input holds other numbers than such a capture
   */
  public NetworkImport taking(Shape sample) {
    TensorSpec input = network.inputs().get(0);
    ModelProto.Builder model = network.graph().model().toBuilder();
    List<String> all = new ArrayList<>(remarks);
    try {
      SampleForm.apply(model.getGraphBuilder(), input.name(), input.shape(), sample, all);
    } catch (InconvertibleException e) {
      throw new UnsupportedNetworkException(network.toString(), e.reason(), e);
    }
    return new NetworkImport(rebuilt(network, model), all);
  }

  /** A batch that is declared free and baked into a shape inside shows when shapes are inferred. */
  private static Network anyBatch(String what, ModelProto model, List<String> remarks) {
    Network network = Network.of(what, model);
    if (network.inputs().stream().anyMatch(input -> input.batch().isPresent())) {
      network.shapes();
      return network;
    }
    String why;
    try {
      if (network.outputs().stream().allMatch(output -> output.batch().isEmpty())) {
        return network;
      }
      why = "of several it makes one row";
    } catch (UnsupportedNetworkException e) {
      why = "its graph holds shapes for one";
    }
    Network one = withBatchOfOne(network);
    try {
      one.shapes();
    } catch (UnsupportedNetworkException e) {
      // Neither for one nor for several: what is wrong with several is what the file declares.
      network.shapes();
      throw e;
    }
    remarks.add("it takes one sample at a time here: " + why);
    return one;
  }

  private static Network withBatchOfOne(Network network) {
    ModelProto.Builder model = network.graph().model().toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    for (int i = 0; i < graph.getInputCount(); i++) {
      if (network.graph().initializer(graph.getInput(i).getName()).isEmpty()) {
        graph
            .getInputBuilder(i)
            .getTypeBuilder()
            .getTensorTypeBuilder()
            .getShapeBuilder()
            .setDim(0, Dimension.newBuilder().setDimValue(1));
      }
    }
    graph.getOutputBuilderList().forEach(output -> output.clearType());
    return Network.of(network.toString(), model.build());
  }

  /** With shapes that follow from the input's size as constants, if that changes no shape. */
  private static Network folded(Network network) {
    ModelProto.Builder model = network.graph().model().toBuilder();
    ShapeFolding.apply(
        model.getGraphBuilder(),
        network.graph()::isFlowing,
        tensor -> sample(network.shapes(), tensor));
    Network folded = rebuilt(network, model);
    return folded.outputs().equals(network.outputs()) ? folded : network;
  }

  /** ONNX allows two nodes of one name, and ONNX Runtime does not. */
  private static void named(GraphProto.Builder graph, Network network) {
    List<Node> nodes = network.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      String name = graph.getNode(i).getName();
      if (!name.isEmpty() && !name.equals(nodes.get(i).name())) {
        graph.getNodeBuilder(i).setName(nodes.get(i).name());
      }
    }
  }

  /** The same network, with the shapes that are known of it, if nothing was changed. */
  private static Network rebuilt(Network network, ModelProto.Builder changed) {
    ModelProto model = changed.build();
    return model.equals(network.graph().model()) ? network : Network.of(network.toString(), model);
  }

  private static boolean isFloats(ValueInfoProto input) {
    return input.getType().getTensorType().getElemType() == DataType.FLOAT_VALUE;
  }

  private static Optional<Shape> sample(Shapes shapes, String tensor) {
    return shapes.isBatched(tensor) ? Optional.of(shapes.sample(tensor)) : Optional.empty();
  }
}
