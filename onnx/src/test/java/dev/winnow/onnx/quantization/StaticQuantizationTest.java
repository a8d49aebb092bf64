package dev.winnow.onnx.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A small network of all that becomes integers, beside what ONNX Runtime's own quantiser makes of
 * it by the same samples ({@code quantizer.py}), and one layer that was worked out by hand.
 */
class StaticQuantizationTest {
  private static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(StaticQuantizationTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Network small() {
    return Network.parse("small.onnx", resource("small.onnx"));
  }

  private static Tensor samples() {
    FloatBuffer values =
        ByteBuffer.wrap(resource("small.f32")).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    Tensor samples = Tensor.allocate(Shape.of(12, 3, 8, 8));
    samples.buffer().put(values);
    return samples;
  }

  private static Network quantized(Network network, Tensor samples) {
    try (StaticQuantization quantization = StaticQuantization.of(network, 1)) {
      quantization.calibrate(samples);
      return quantization.network();
    }
  }

  private static float[] answers(Network network, Tensor samples) {
    try (Session session = Session.open(network, 1)) {
      return session.run(samples).toArray();
    }
  }

  private static float number(Network network, String tensor) {
    return network.constant(tensor).orElseThrow().buffer().get(0);
  }

  private static TensorProto stored(Network network, String tensor) {
    return new ModelEditor(network)
        .graph().getInitializerList().stream()
            .filter(weight -> weight.getName().equals(tensor))
            .findFirst()
            .orElseThrow();
  }

  /** Rounding of ties may differ by a step in a weight; there is none here. */
  @Test
  void network_samples_roundsAsOnnxRuntimesQuantizer() {
    Network ours = quantized(small(), samples());
    Network theirs = Network.parse("small.ort.onnx", resource("small.ort.onnx"));

    for (String tensor : List.of("x", "a", "g", "y")) {
      float scale = number(theirs, tensor + "_scale");
      assertEquals(scale, number(ours, tensor + ".scale"), scale * 1e-4, tensor);
      assertEquals(
          stored(theirs, tensor + "_zero_point").getInt32Data(0),
          Byte.toUnsignedInt(stored(ours, tensor + ".zero").getRawData().byteAt(0)),
          tensor);
    }
    assertEquals(
        stored(theirs, "w1_quantized").getRawData(), stored(ours, "c1.weight.int8").getRawData());
    assertEquals(
        stored(theirs, "w2_quantized").getRawData(), stored(ours, "c2.weight.int8").getRawData());
  }

  /** Answers are multiples of one step; theirs and ours may lie on either side of a tie. */
  @Test
  void run_samples_answersAsOnnxRuntimesQuantizerAndNearlyAsFloats() {
    Network ours = quantized(small(), samples());
    Network theirs = Network.parse("small.ort.onnx", resource("small.ort.onnx"));
    float step = number(ours, "y.scale");

    float[] found = answers(ours, samples());

    assertArrayEquals(answers(theirs, samples()), found, 2.01f * step);
    // Six tensors on the way are rounded to 256 steps each: 4 of the last one's are ample.
    assertArrayEquals(answers(small(), samples()), found, 4 * step);
  }

  @Test
  void network_cutsAndNames_areStillThere() {
    Network ours = quantized(small(), samples());

    ours.requireDeterministic();
    assertEquals(small().inputs(), ours.inputs());
    assertEquals(small().outputs(), ours.outputs());
    assertEquals(small().cost(), ours.cost());
    assertEquals(small().cut("a").shape(), ours.cut("a").shape());
    Network extractor = ours.split(ours.cut("a")).extractor();
    assertEquals(small().split(small().cut("a")).extractor().cost(), extractor.cost());
  }

  /** Input from −1 to 3, so in steps of 4 / 255, of which 64 stands for 0. */
  @Test
  void run_oneLayer_isWhatItIsByHand() {
    NetworkBuilder builder = NetworkBuilder.named("hand");
    String x = builder.input("x", Shape.of(2));
    Tensor weight = Tensor.of(Shape.of(1, 2), 1.27f, -0.5f);
    Network network =
        builder.output(builder.gemm("y", x, weight, Tensor.of(Shape.of(1), 0.1f))).build();
    Tensor seen = Tensor.of(Shape.of(2, 2), -1, 3, 2, 0);

    float[] found = answers(quantized(network, seen), Tensor.of(Shape.of(1, 2), 1, 2));

    double step = 4.0 / 255;
    double rounded = Math.rint(1 / step) * step * 1.27 - Math.rint(2 / step) * step * 0.5 + 0.1;
    double low = -1 * 1.27 - 3 * 0.5 + 0.1;
    double high = 2 * 1.27 + 0.1;
    assertEquals(rounded, found[0], 0.51 * (high - low) / 255 + 1e-3);
  }

  /** A channel of zeros has no scale of its own, and what is never above 0 stays 0. */
  @Test
  void run_layerOfZeros_isItsBias() {
    NetworkBuilder builder = NetworkBuilder.named("zeros");
    String x = builder.input("x", Shape.of(2));
    Tensor weight = Tensor.allocate(Shape.of(1, 2));
    Network network =
        builder.output(builder.gemm("y", x, weight, Tensor.of(Shape.of(1), 0.5f))).build();
    Tensor seen = Tensor.of(Shape.of(1, 2), 1, 2);

    assertEquals(0.5f, answers(quantized(network, seen), seen)[0], 0.01);
  }

  @Test
  void network_normalisation_isFoldedIntoItsConvolution() {
    NetworkBuilder builder = NetworkBuilder.named("normalised");
    String x = builder.input("x", Shape.of(1, 4, 4));
    x = builder.conv("conv", x, Tensor.of(Shape.of(2, 1, 1, 1), 2, -3), Attributes.none());
    Tensor two = Tensor.of(Shape.of(2), 1.5f, 0.5f);
    Tensor other = Tensor.of(Shape.of(2), 0.25f, -0.5f);
    Network network =
        builder.output(builder.batchNormalization("norm", x, two, other, other, two)).build();
    Tensor seen = Tensor.allocate(Shape.of(2, 1, 4, 4));
    for (int i = 0; i < 32; i++) {
      seen.buffer().put(i, i / 16f - 1);
    }

    Network folded = BatchNormFolding.of(network);

    assertEquals(List.of("Conv"), folded.nodes().stream().map(node -> node.op()).toList());
    assertArrayEquals(answers(network, seen), answers(folded, seen), 1e-5f);
    assertFalse(
        quantized(network, seen).nodes().stream()
            .anyMatch(node -> node.op().equals("BatchNormalization")));
  }

  /** Nothing is rounded on the way but the weights, so all is nearer to the integers' answers. */
  @Test
  void dequantized_network_answersAlikeWithoutIntegers() {
    Network ours = quantized(small(), samples());

    Network floats = Dequantization.of(ours);

    assertTrue(
        floats.nodes().stream()
            .noneMatch(
                node ->
                    node.op().contains("quantizeLinear") || node.op().contains("QuantizeLinear")));
    assertArrayEquals(
        answers(ours, samples()), answers(floats, samples()), 4 * number(ours, "y.scale"));
  }

  @Test
  void of_networkWithoutLayers_isRefused() {
    NetworkBuilder builder = NetworkBuilder.named("bare");
    Network network = builder.output(builder.relu("y", builder.input("x", Shape.of(2)))).build();

    UnquantizableException refused =
        assertThrows(UnquantizableException.class, () -> StaticQuantization.of(network, 1));

    assertTrue(String.valueOf(refused.getMessage()).contains("no convolution or dense layer"));
  }
}
