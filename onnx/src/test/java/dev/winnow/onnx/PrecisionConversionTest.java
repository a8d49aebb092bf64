package dev.winnow.onnx;

import static dev.winnow.onnx.Exports.imported;
import static dev.winnow.onnx.Exports.reference;
import static dev.winnow.onnx.Exports.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a file computes in other numbers is computed in floats. */
class PrecisionConversionTest {
  /** ONNX's number for integers of four bits, which the generated classes do not know yet. */
  private static final int INT4 = 22;

  private static final Attributes NONE = Attributes.none();

  private final Exports exports = new Exports();
  private final NetworkBuilder builder = exports.builder;
  private final Nets nets = exports.nets;

  /** A branch states the types of what it makes inside. */
  @Test
  void halfPrecisionInsideABranch_isComputedInFloats() {
    String x = builder.input("x", Shape.of(3));
    builder.output(builder.node("If", "y", List.of("yes"), NONE));
    ModelProto.Builder model = builder.model().toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.addInitializer(
        TensorProto.newBuilder().setName("yes").setDataType(DataType.BOOL_VALUE).addInt32Data(1));
    for (String branch : List.of("then_branch", "else_branch")) {
      ValueInfoProto.Builder inner = half(graph.getInput(0), branch + "_inner");
      graph
          .getNodeBuilder(0)
          .addAttributeBuilder()
          .setName(branch)
          .setType(AttributeType.GRAPH)
          .getGBuilder()
          .setName(branch)
          .addValueInfo(inner)
          .addOutput(half(graph.getInput(0), branch))
          .addNode(NodeProto.newBuilder().setOpType("Neg").addInput(x).addOutput(branch + "_inner"))
          .addNode(
              NodeProto.newBuilder()
                  .setOpType("Relu")
                  .addInput(branch + "_inner")
                  .addOutput(branch));
    }
    graph.setInput(0, half(graph.getInput(0), x)).setOutput(0, half(graph.getOutput(0), "y"));

    Network network = imported(model.build(), OutputKind.REGRESSION).network();

    assertArrayEquals(
        new float[] {0, 2, 0}, run(network, Tensor.of(Shape.of(1, 3), 1, -2, 3)), 1e-6f);
  }

  private static ValueInfoProto.Builder half(ValueInfoProto value, String name) {
    ValueInfoProto.Builder half = value.toBuilder().setName(name);
    half.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT16_VALUE);
    return half;
  }

  /** What multiplies weights of 4 bits is not rounded to 8 bits, as ONNX Runtime would have it. */
  @Test
  void weightsOfFourBits_areMultipliedInFloats() {
    int rows = 16;
    int columns = 8;
    int[] nibbles = new Random(1).ints(128, -8, 8).toArray();
    byte[] packed = new byte[nibbles.length / 2];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (byte) ((nibbles[2 * i] & 15) | (nibbles[2 * i + 1] << 4));
    }
    String x = builder.input("x", Shape.of(rows));
    float[] ones = new float[columns];
    Arrays.fill(ones, 1);
    String scale = builder.constant("scale", Tensor.of(Shape.of(columns), ones));
    String weight =
        builder.node(
            "DequantizeLinear", "weight", List.of("bits", scale), NONE.withInteger("axis", 1));
    builder.output(builder.node("MatMul", "y", List.of(x, weight), NONE));
    ModelProto.Builder model = builder.model().toBuilder();
    model.setIrVersion(10).getOpsetImportBuilder(0).setVersion(21);
    model
        .getGraphBuilder()
        .addInitializer(
            TensorProto.newBuilder()
                .setName("bits")
                .setDataType(INT4)
                .addDims(rows)
                .addDims(columns)
                .setRawData(ByteString.copyFrom(packed)));
    Tensor sample = nets.normal(Shape.of(1, rows), 1);
    float[] wanted = new float[columns];
    for (int i = 0; i < nibbles.length; i++) {
      wanted[i % columns] += sample.toArray()[i / columns] * nibbles[i];
    }

    float[] made = run(imported(model.build(), OutputKind.REGRESSION).network(), sample);

    // Sums of 16 products of at most 8 times a few; 8 bits would be off by tenths.
    assertArrayEquals(wanted, made, 1e-4f);
  }

  /** A half is what its 16 bits say; what the file computes in halves is computed in floats. */
  @Test
  void halfPrecision_isComputedInSinglePrecision() {
    ModelProto single = exports.probabilities();
    Tensor image = exports.images(1);
    ModelProto half = HalfPrecision.of(single);

    NetworkImport imported = imported(half);

    assertArrayEquals(
        reference(single, image, "probabilities"), run(imported.network(), image), 2e-3f);
    assertFalse(imported.network().cuts().isEmpty());
  }
}
