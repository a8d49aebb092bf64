package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Builds a network node by node, for any number of samples at once. Each method adds a node and
 * returns the name of its result, which is the name of the node:
 *
 * <pre>{@code
 * var builder = NetworkBuilder.named("tiny");
 * String x = builder.input("image", Shape.of(3, 32, 32));
 * x = builder.conv("conv", x, weight, bias, Attributes.none().withIntegers("pads", 1, 1, 1, 1));
 * x = builder.relu("relu", x);
 * x = builder.gemm("fc", builder.flatten("flatten", x), matrix, vector);
 * Network tiny = builder.output(builder.softmax("probabilities", x)).build();
 * }</pre>
 *
 * <p>Attributes that are not given have the default of the operator's specification. Weights are
 * copied and stored under the node's name and a suffix, such as {@code conv.weight}. Not safe for
 * use by several threads.
 */
public final class NetworkBuilder {
  private static final int IR = 8;
  private static final int OPSET = 17;

  private final String name;
  private final ModelProto.Builder model = ModelProto.newBuilder();
  private final GraphProto.Builder graph = model.getGraphBuilder();

  private NetworkBuilder(String name) {
    this.name = name;
    model.setIrVersion(IR).setProducerName("winnow");
    model.addOpsetImportBuilder().setDomain("").setVersion(OPSET);
    graph.setName(name);
  }

  /** A builder of a network of some name. */
  public static NetworkBuilder named(String name) {
    return new NetworkBuilder(name);
  }

  /** Adds an input of 32-bit floats. */
  public String input(String name, Shape sample) {
    TensorSpec port = new TensorSpec(name, OptionalInt.empty(), sample);
    graph.addInput(TensorSpecs.of(port, ValueInfoProto.getDefaultInstance()));
    return name;
  }

  /** Adds a constant of 32-bit floats. */
  public String constant(String name, Tensor value) {
    graph.addInitializer(TensorProtos.of(name, value));
    return name;
  }

  /** Adds a constant list of 64-bit integers. */
  public String integers(String name, long... values) {
    graph.addInitializer(TensorProtos.of(name, values));
    return name;
  }

  /** Adds a node of any standard operator that makes one result. */
  public String node(String op, String name, List<String> inputs, Attributes attributes) {
    node(op, name, inputs, List.of(name), attributes);
    return name;
  }

  /**
   * Adds a node of any standard operator.
   *
   * @param inputs names of what it takes; an absent optional one is empty
   * @param outputs names of what it makes; an absent optional one is empty
   */
  public void node(
      String op, String name, List<String> inputs, List<String> outputs, Attributes attributes) {
    NodeProto.Builder node = graph.addNodeBuilder().setOpType(op).setName(name);
    node.addAllInput(inputs).addAllOutput(outputs).addAllAttribute(attributes.protos());
  }

  /**
   * Adds a convolution.
   *
   * @param weight output channels × input channels per group × kernel
   * @param attributes {@code strides}, {@code pads} (all beginnings, then all ends), {@code
   *     dilations}, {@code group}
   */
  public String conv(String name, String x, Tensor weight, Attributes attributes) {
    return node("Conv", name, List.of(x, constant(name + ".weight", weight)), attributes);
  }

  /**
   * Adds a convolution.
   *
   * @param weight output channels × input channels per group × kernel
   * @param bias one per output channel
   * @param attributes {@code strides}, {@code pads} (all beginnings, then all ends), {@code
   *     dilations}, {@code group}
   */
  public String conv(String name, String x, Tensor weight, Tensor bias, Attributes attributes) {
    List<String> inputs =
        List.of(x, constant(name + ".weight", weight), constant(name + ".bias", bias));
    return node("Conv", name, inputs, attributes);
  }

  /** Adds a batch normalisation; each tensor holds one value per channel, variances positive. */
  public String batchNormalization(
      String name, String x, Tensor scale, Tensor bias, Tensor mean, Tensor variance) {
    List<String> inputs =
        List.of(
            x,
            constant(name + ".scale", scale),
            constant(name + ".bias", bias),
            constant(name + ".mean", mean),
            constant(name + ".variance", variance));
    return node("BatchNormalization", name, inputs, Attributes.none());
  }

  /**
   * Adds a dense layer: x · weightᵀ + bias.
   *
   * @param x of one axis per sample
   * @param weight outputs × inputs
   * @param bias one per output
   */
  public String gemm(String name, String x, Tensor weight, Tensor bias) {
    List<String> inputs =
        List.of(x, constant(name + ".weight", weight), constant(name + ".bias", bias));
    return node("Gemm", name, inputs, Attributes.none().withInteger("transB", 1));
  }

  /** Adds {@code Relu}. */
  public String relu(String name, String x) {
    return node("Relu", name, List.of(x), Attributes.none());
  }

  /** Adds {@code Add}. */
  public String add(String name, String x, String y) {
    return node("Add", name, List.of(x, y), Attributes.none());
  }

  /**
   * Adds {@code MaxPool}.
   *
   * @param attributes {@code kernel_shape}, {@code strides}, {@code pads}
   */
  public String maxPool(String name, String x, Attributes attributes) {
    return node("MaxPool", name, List.of(x), attributes);
  }

  /** Adds {@code GlobalAveragePool}: the mean over space, of which extents of 1 are left. */
  public String globalAveragePool(String name, String x) {
    return node("GlobalAveragePool", name, List.of(x), Attributes.none());
  }

  /** Adds {@code Flatten}: one axis per sample. */
  public String flatten(String name, String x) {
    return node("Flatten", name, List.of(x), Attributes.none());
  }

  /** Adds {@code Dropout}, which does nothing but in training. */
  public String dropout(String name, String x, float ratio) {
    String stored = constant(name + ".ratio", Tensor.of(Shape.of(), ratio));
    return node("Dropout", name, List.of(x, stored), Attributes.none());
  }

  /** Adds {@code Softmax} over the last axis. */
  public String softmax(String name, String x) {
    return node("Softmax", name, List.of(x), Attributes.none());
  }

  /** Makes a tensor an output. */
  public NetworkBuilder output(String tensor) {
    graph.addOutputBuilder().setName(tensor);
    return this;
  }

  /** Says what the network is. */
  public NetworkBuilder card(ModelCard card) {
    NetworkFile.putMetadata(model, card.addTo(Map.of()));
    return this;
  }

  /**
   * The network built so far, in which each output's shape is stated.
   *
   * @throws MalformedNetworkException if a tensor is taken that was never made, or made twice
   * @throws UnsupportedNetworkException if ONNX Runtime refuses an operator, its attributes or the
   *     shapes of what it takes
   */
  public Network build() {
    List<TensorSpec> outputs = Network.of(name, model()).outputs();
    GraphProto.Builder stated = graph.clone().clearOutput();
    outputs.forEach(port -> stated.addOutput(TensorSpecs.of(port, graph.getInput(0))));
    return Network.of(name, model.clone().setGraph(stated).build());
  }

  /** What was built so far, unchecked. */
  ModelProto model() {
    return model.build();
  }
}
