package dev.winnow.onnx.quantization;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Static quantisation of a network: weights of convolutions and dense layers become signed 8-bit
 * integers by channel, symmetric; what flows between layers becomes unsigned ones, between the
 * least and the largest value that calibration met; biases become 32-bit integers. Batch
 * normalisations are folded into convolutions first. Everything else is computed in floats, and
 * inputs and outputs stay what they are.
 *
 * <pre>{@code
 * try (var quantization = StaticQuantization.of(extractor, threads)) {
 *   quantization.calibrate(inputs); // as often as wanted
 *   Network quantized = quantization.network();
 * }
 * }</pre>
 *
 * <p>Whoever opens one closes it. Not safe for use by several threads.
 */
public final class StaticQuantization implements AutoCloseable {
  /** The first operator set in which a scale may differ by channel. */
  private static final int BY_CHANNEL = 13;

  private final Network folded;
  private final QuantizationPoints points;
  private final Calibration calibration;

  private StaticQuantization(Network folded, QuantizationPoints points, Calibration calibration) {
    this.folded = folded;
    this.points = points;
    this.calibration = calibration;
  }

  /**
   * Prepares.
   *
   * @param network of one input
   * @param threads that compute calibration
   * @throws UnquantizableException if it has no layer to quantise, or is of an operator set before
   *     13
   */
  public static StaticQuantization of(Network network, int threads) {
    if (network.opset() < BY_CHANNEL) {
      throw new UnquantizableException(
          network.toString(),
          "it is of operator set %d and integers take %d or newer; export it again"
              .formatted(network.opset(), BY_CHANNEL));
    }
    Network folded = BatchNormFolding.of(network);
    QuantizationPoints points = new QuantizationPoints(folded);
    if (folded.nodes().stream().noneMatch(points::isLayer)) {
      throw new UnquantizableException(
          network.toString(),
          "it has no convolution or dense layer of constant weights to quantise; leave it in floats");
    }
    return new StaticQuantization(
        folded, points, Calibration.of(folded, points.observed(), threads));
  }

  /** Lets the network see rows of inputs as it will get them. */
  public void calibrate(Tensor inputs) {
    calibration.add(inputs);
  }

  /** The network of integers, by what was seen so far. */
  public Network network() {
    return new Rewriting().network();
  }

  @Override
  public void close() {
    calibration.close();
  }

  private final class Rewriting {
    private final ModelEditor editor = new ModelEditor(folded);
    private final Map<String, ActivationRange> ranges = calibration.ranges();

    /** By an input of the network, what stands for it. */
    private final Map<String, String> instead = new HashMap<>();

    private final Set<String> inputs = new HashSet<>();

    Network network() {
      folded.inputs().forEach(input -> inputs.add(input.name()));
      for (String input : inputs) {
        if (points.contains(input)) {
          String rounded = editor.free(input + ".dequantized");
          round(input, input, rounded);
          instead.put(input, rounded);
        }
      }
      for (int place = 0; place < folded.nodes().size(); place++) {
        rewrite(folded.nodes().get(place), editor.nodes().get(place));
      }
      return editor.network();
    }

    private void rewrite(Node node, NodeProto.Builder proto) {
      if (points.isLayer(node)) {
        layer(node, proto);
      }
      for (int i = 0; i < proto.getInputCount(); i++) {
        proto.setInput(i, instead.getOrDefault(proto.getInput(i), proto.getInput(i)));
      }
      String made = node.outputs().get(0);
      if (points.contains(made)) {
        String exact = editor.free(made + ".exact");
        proto.setOutput(0, exact);
        editor.add(proto);
        round(made, exact, made);
      } else {
        editor.add(proto);
      }
    }

    /** The pair that rounds: of a tensor, from what is exact to what was rounded. */
    private void round(String tensor, String exact, String rounded) {
      ActivationRange range = range(tensor);
      String scale = editor.floats(tensor + ".scale", Tensor.of(Shape.of(), range.scale()));
      String zero =
          editor.bytes(tensor + ".zero", DataType.UINT8, List.of(), (byte) range.zeroPoint());
      String quantized = editor.free(tensor + ".quantized");
      editor.add("QuantizeLinear", List.of(exact, scale, zero), quantized);
      editor.add("DequantizeLinear", List.of(quantized, scale, zero), rounded);
    }

    private ActivationRange range(String tensor) {
      return Objects.requireNonNull(ranges.get(points.range(tensor)));
    }

    private void layer(Node node, NodeProto.Builder proto) {
      Tensor weight = folded.constant(node.input(1)).orElseThrow();
      RoundedWeights rounded = RoundedWeights.of(weight, axis(node));
      String name = node.outputs().get(0);
      int channels = rounded.scales().shape().size();
      String scales = editor.floats(name + ".weight.scale", rounded.scales());
      List<String> taken =
          List.of(
              editor.bytes(
                  name + ".weight.int8", DataType.INT8, weight.shape().dims(), rounded.values()),
              scales,
              editor.bytes(
                  name + ".weight.zero", DataType.INT8, List.of(channels), new byte[channels]));
      String restored = editor.free(name + ".weight.rounded");
      editor.add("DequantizeLinear", taken, restored, "axis", rounded.axis());
      proto.setInput(1, restored);
      if (!node.input(2).isEmpty() && points.contains(node.input(0))) {
        proto.setInput(2, bias(node, rounded.scales()));
      }
    }

    /** In steps of the product of what the input and the weights are rounded to. */
    private String bias(Node node, Tensor weightScales) {
      Tensor bias = folded.constant(node.input(2)).orElseThrow();
      int channels = weightScales.shape().size();
      if (bias.shape().size() != channels) {
        return node.input(2);
      }
      float inputScale = range(node.input(0)).scale();
      Tensor scales = Tensor.allocate(Shape.of(channels));
      int[] steps = new int[channels];
      for (int channel = 0; channel < channels; channel++) {
        float scale = inputScale * weightScales.buffer().get(channel);
        scales.buffer().put(channel, scale);
        steps[channel] = (int) Math.rint(bias.buffer().get(channel) / (double) scale);
      }
      String name = node.outputs().get(0);
      String rounded = editor.free(name + ".bias.rounded");
      editor.add(
          "DequantizeLinear",
          List.of(
              editor.integers(name + ".bias.int32", steps),
              editor.floats(name + ".bias.scale", scales),
              editor.integers(name + ".bias.zero", new int[channels])),
          rounded,
          "axis",
          0);
      return rounded;
    }

    /** Of the output channels. */
    private static int axis(Node node) {
      return switch (node.op()) {
        case "Conv" -> 0;
        case "Gemm" -> node.attributes().integer("transB", 0) == 1 ? 0 : 1;
        default -> 1;
      };
    }
  }
}
