package dev.winnow.onnx;

import static dev.winnow.onnx.Exports.edited;
import static dev.winnow.onnx.Exports.imported;
import static dev.winnow.onnx.Exports.reference;
import static dev.winnow.onnx.Exports.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.ConversionOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as exporters write them; what they compute is what ONNX Runtime makes of the file. */
class NetworkImportTest {
  private static final Attributes NONE = Attributes.none();
  private static final Attributes SAME = NONE.withIntegers("pads", 1, 1, 1, 1);

  private final Exports exports = new Exports();
  private final NetworkBuilder builder = exports.builder;
  private final Nets nets = exports.nets;

  private static TensorShapeProto.Builder shape(ValueInfoProto.Builder value) {
    return value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
  }

  /** Keras and tf2onnx: channels last, and bytes for pixels. */
  @Test
  void bytesWithChannelsLast_areTakenAsPreparedFloats() {
    String x = builder.input("image", Shape.of(6, 6, 3));
    x = builder.node("Cast", "real", List.of(x), NONE.withInteger("to", DataType.FLOAT_VALUE));
    x =
        builder.node(
            "Mul",
            "scaled",
            List.of(x, builder.constant("scale", Tensor.of(Shape.of(), 1 / 255f))),
            NONE);
    x = builder.node("Transpose", "nchw", List.of(x), NONE.withIntegers("perm", 0, 3, 1, 2));
    ModelProto model =
        edited(
            builder.output(builder.softmax("probabilities", exports.classifier(x, 3))).model(),
            graph ->
                graph
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .setElemType(DataType.UINT8_VALUE));
    byte[] pixels = new byte[6 * 6 * 3];
    float[] prepared = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int channel = i % 3;
      pixels[i] = (byte) (i * 37);
      // What is scaled need not fall on whole numbers.
      prepared[channel * 36 + i / 3] = (pixels[i] & 0xff) + (i % 2 == 0 ? 0.3f : -0.4f);
    }

    NetworkImport imported = imported(model);

    assertEquals(Shape.of(3, 6, 6), imported.network().inputs().get(0).shape());
    assertArrayEquals(
        OrtReference.run(model, OnnxJavaType.UINT8, pixels, "probabilities", 1, 6, 6, 3),
        run(imported.network(), Tensor.of(Shape.of(1, 3, 6, 6), prepared)),
        1e-6f);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 8})
  void batchOfAnyKind_isFree(long batch) {
    ModelProto model =
        edited(
            exports.probabilities(),
            graph -> shape(graph.getInputBuilder(0)).getDimBuilder(0).setDimValue(batch));

    Network network = imported(model).network();

    assertEquals(OptionalInt.empty(), network.inputs().get(0).batch());
    assertEquals(6, run(network, exports.images(2)).length);
  }

  @Test
  void onePictureWithoutABatch_isRefused() {
    String axis = builder.integers("axis", 0);
    String x = builder.node("Unsqueeze", "one", List.of("image", axis), NONE);
    ModelProto model =
        edited(
            builder.output(exports.classifier(x, 3)).model(),
            graph -> {
              ValueInfoProto.Builder image = graph.addInputBuilder().setName("image");
              image.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
              List.of(3, 6, 6).forEach(dim -> shape(image).addDimBuilder().setDimValue(dim));
            });

    assertEquals(
        "net cannot be used: its input \"image\" is 3×6×6, one picture without an axis that counts samples; export it with a batch",
        Refusals.sentence(UnsupportedNetworkException.class, () -> imported(model)));
  }

  /** Exported for one sample, declared for any number: the shape inside holds a 1. */
  @Test
  void batchDeclaredFreeAndBakedInside_isOne() {
    String x = builder.input("image", Shape.of(3, 6, 6));
    x = builder.conv("conv", x, nets.weight(4, 3, 3, 3), nets.bias(4), SAME);
    x = builder.globalAveragePool("mean", x);
    x = builder.node("Reshape", "flat", List.of(x, builder.integers("to", 1, 4)), NONE);
    x = builder.gemm("fc", x, nets.weight(3, 4), nets.bias(3));
    ModelProto model = builder.output(builder.softmax("probabilities", x)).model();
    Tensor images = exports.images(2);

    NetworkImport imported = imported(model);

    assertEquals(OptionalInt.of(1), imported.network().inputs().get(0).batch());
    float[] both = run(imported.network(), images);
    for (int row = 0; row < 2; row++) {
      assertArrayEquals(
          reference(model, images.rows(row, row + 1), "probabilities"),
          Arrays.copyOfRange(both, 3 * row, 3 * row + 3),
          1e-6f);
    }
  }

  @Test
  void openSize_isRefusedUntilItIsStated() {
    ModelProto model =
        edited(
            exports.probabilities(),
            graph -> {
              shape(graph.getInputBuilder(0)).getDimBuilder(2).setDimParam("H");
              shape(graph.getInputBuilder(0)).getDimBuilder(3).setDimParam("W");
            });

    assertEquals(
        "net cannot be used: its input \"image\" is batch×3×H×W, so that its size is open; state one sample with --input-shape, such as 3x224x224",
        Refusals.sentence(UnsupportedNetworkException.class, () -> imported(model)));
    var stated = new ConversionOptions(Optional.of(Shape.of(3, 9, 9)), Optional.empty());
    Network network = NetworkImport.of("net", model, stated).network();
    assertEquals(Shape.of(3, 9, 9), network.inputs().get(0).shape());
    var other = new ConversionOptions(Optional.of(Shape.of(1, 9, 9)), Optional.empty());
    assertTrue(
        Refusals.sentence(
                UnsupportedNetworkException.class, () -> NetworkImport.of("net", model, other))
            .contains("cannot have samples of the shape 1×9×9"));
  }

  /** x.size(0) of the input, used in the last view, would have to cross every cut. */
  @Test
  void shapeOfTheInput_hidesNoCut() {
    String x = builder.input("image", Shape.of(3, 6, 6));
    String shape = builder.node("Shape", "shape", List.of(x), NONE);
    String first = builder.integers("first", 0);
    String rows = builder.node("Gather", "rows", List.of(shape, first), NONE);
    String to =
        builder.node(
            "Concat",
            "to",
            List.of(rows, builder.integers("rest", -1)),
            NONE.withInteger("axis", 0));
    x = builder.conv("conv", x, nets.weight(4, 3, 3, 3), nets.bias(4), SAME);
    x = builder.globalAveragePool("mean", builder.relu("relu", x));
    x = builder.node("Reshape", "flat", List.of(x, to), NONE);
    x = builder.gemm("fc", x, nets.weight(3, 4), nets.bias(3));
    ModelProto model = builder.output(builder.softmax("probabilities", x)).model();
    Tensor images = exports.images(2);

    Network network = imported(model).network();

    assertEquals(
        List.of("conv", "relu", "mean", "flat", "fc"),
        network.cuts().stream().map(Cut::tensor).toList());
    assertArrayEquals(reference(model, images, "probabilities"), run(network, images), 1e-6f);
  }

  /** PyTorch's recurrent layers, unless they were told batch_first. */
  @Test
  void timeBeforeSamples_isTurned() {
    String x = builder.input("frames", Shape.of(1, 3));
    builder.node(
        "GRU",
        "gru",
        List.of(
            x,
            builder.constant("W", nets.normal(Shape.of(1, 12, 3), 0.5)),
            builder.constant("R", nets.normal(Shape.of(1, 12, 4), 0.5))),
        List.of("every", "last"),
        NONE.withInteger("hidden_size", 4));
    String last =
        builder.node("Squeeze", "state", List.of("last", builder.integers("axes", 0)), NONE);
    ModelProto model =
        edited(
            builder
                .output(
                    builder.softmax(
                        "probabilities", builder.gemm("fc", last, nets.weight(2, 4), nets.bias(2))))
                .model(),
            graph -> shape(graph.getInputBuilder(0)).getDimBuilder(0).setDimValue(5));
    Tensor frames = nets.normal(Shape.of(1, 5, 3), 1);

    Network network = imported(model).network();

    assertEquals(Shape.of(5, 3), network.inputs().get(0).shape());
    assertArrayEquals(
        OrtReference.run(model, frames.toArray(), "probabilities", 5, 1, 3),
        run(network, frames),
        1e-6f);
  }

  @Test
  void nodesOfOneName_run() {
    ModelProto model = exports.probabilities();
    ModelProto doubled =
        edited(model, graph -> graph.getNodeBuilderList().forEach(node -> node.setName("same")));

    assertEquals(3, run(imported(doubled).network(), exports.images(1)).length);
  }
}
