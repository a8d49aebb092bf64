package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as exporters write them; what they compute is what ONNX Runtime makes of the file. */
class NetworkImportTest {
  private static final Attributes NONE = Attributes.none();
  private static final Attributes SAME = NONE.withIntegers("pads", 1, 1, 1, 1);

  private final Nets nets = new Nets(4);
  private final NetworkBuilder builder = NetworkBuilder.named("net");

  private static NetworkImport imported(ModelProto model) {
    return NetworkImport.of("net", model, ConversionOptions.none());
  }

  private static NetworkImport imported(ModelProto model, OutputKind kind) {
    return NetworkImport.of(
        "net", model, new ConversionOptions(Optional.empty(), Optional.of(kind)));
  }

  private static float[] run(Network network, Tensor input) {
    try (Session session = Session.open(network, 1)) {
      return session.run(Map.of(session.inputs().get(0).name(), input)).values().stream()
          .findFirst()
          .orElseThrow()
          .toArray();
    }
  }

  /** conv → relu → mean over space → dense. */
  private String classifier(String x, int classes) {
    x = builder.conv("conv", x, nets.weight(4, 3, 3, 3), nets.bias(4), SAME);
    x = builder.flatten("flat", builder.globalAveragePool("mean", builder.relu("relu", x)));
    return builder.gemm("fc", x, nets.weight(classes, 4), nets.bias(classes));
  }

  /** A classifier of three classes as it should be exported. */
  private ModelProto probabilities() {
    String scores = classifier(builder.input("image", Shape.of(3, 6, 6)), 3);
    return builder.output(builder.softmax("probabilities", scores)).model();
  }

  private static ModelProto edited(ModelProto model, Consumer<GraphProto.Builder> edit) {
    ModelProto.Builder edited = model.toBuilder();
    edit.accept(edited.getGraphBuilder());
    return edited.build();
  }

  private static TensorShapeProto.Builder shape(ValueInfoProto.Builder value) {
    return value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
  }

  private static float[] softmax(float... scores) {
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score);
    }
    float[] probabilities = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = (float) (Math.exp(scores[i]) / sum);
    }
    return probabilities;
  }

  @Test
  void scoresWithoutSoftmax_becomeProbabilities() {
    ModelProto model =
        builder.output(classifier(builder.input("image", Shape.of(3, 6, 6)), 3)).model();
    Tensor image = nets.normal(Shape.of(1, 3, 6, 6), 1);

    float[] scores = OrtReference.run(model, image.toArray(), "fc", 1, 3, 6, 6);
    NetworkImport imported = imported(model);

    assertArrayEquals(softmax(scores), run(imported.network(), image), 1e-6f);
    assertEquals(
        List.of(
            "its output \"fc\" ends in Gemm; here a Softmax follows, and --output says if it holds something else"),
        imported.remarks());
    // Who says what the scores are needs no remark, and who says that they are answers gets them.
    assertTrue(imported(model, OutputKind.LOGITS).remarks().isEmpty());
    assertArrayEquals(scores, run(imported(model, OutputKind.REGRESSION).network(), image), 1e-6f);
  }

  @Test
  void logarithmsOfProbabilities_becomeProbabilities() {
    String scores = classifier(builder.input("image", Shape.of(3, 6, 6)), 3);
    ModelProto model =
        builder
            .output(builder.node("LogSoftmax", "log", List.of(scores), NONE.withInteger("axis", 1)))
            .model();
    Tensor image = nets.normal(Shape.of(1, 3, 6, 6), 1);

    float[] sum = run(imported(model).network(), image);

    assertArrayEquals(
        softmax(OrtReference.run(model, image.toArray(), "log", 1, 3, 6, 6)), sum, 1e-6f);
  }

  /** Of one sigmoid and of three, with and without an axis for it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void sigmoids_becomeNoBesideYes(int answers) {
    String yes =
        builder.node(
            "Sigmoid",
            "yes",
            List.of(classifier(builder.input("image", Shape.of(3, 6, 6)), answers)),
            NONE);
    ModelProto model = builder.output(yes).model();
    Tensor image = nets.normal(Shape.of(1, 3, 6, 6), 1);
    float[] probable = OrtReference.run(model, image.toArray(), "yes", 1, 3, 6, 6);

    for (NetworkImport imported : List.of(imported(model), imported(model, OutputKind.SIGMOID))) {
      assertEquals(answers, imported.network().outputs().size());
      try (Session session = Session.open(imported.network(), 1)) {
        Map<String, Tensor> made = session.run(Map.of("image", image));
        for (int i = 0; i < answers; i++) {
          String name = imported.network().outputs().get(i).name();
          float[] pair = Objects.requireNonNull(made.get(name)).toArray();
          assertArrayEquals(new float[] {1 - probable[i], probable[i]}, pair, 1e-6f, name);
        }
      }
    }
  }

  @Test
  void sigmoidWithoutAClassAxis_becomesNoBesideYes() {
    String yes =
        builder.node(
            "Sigmoid",
            "yes",
            List.of(classifier(builder.input("image", Shape.of(3, 6, 6)), 1)),
            NONE);
    String axes = builder.integers("axes", 1);
    ModelProto model =
        builder.output(builder.node("Squeeze", "one", List.of(yes, axes), NONE)).model();
    Tensor images = nets.normal(Shape.of(2, 3, 6, 6), 1);
    float[] probable = OrtReference.run(model, images.toArray(), "one", 2, 3, 6, 6);

    float[] pairs = run(imported(model).network(), images);

    assertArrayEquals(
        new float[] {1 - probable[0], probable[0], 1 - probable[1], probable[1]}, pairs, 1e-6f);
  }

  @Test
  void outputsThatSayNothingOfTheirOwn_areLeftOut() {
    String scores = classifier(builder.input("image", Shape.of(3, 6, 6)), 3);
    String probabilities = builder.softmax("probabilities", scores);
    builder.node("ArgMax", "class", List.of(probabilities), NONE.withInteger("axis", 1));
    ModelProto model =
        builder.output("flat").output(probabilities).output("class").output("fc.weight").model();
    String weight = model.getGraph().getInitializer(2).getName();
    ModelProto listed =
        edited(
            model,
            graph -> {
              graph.getOutputBuilder(3).setName(weight);
              graph
                  .getOutputBuilder(2)
                  .getTypeBuilder()
                  .getTensorTypeBuilder()
                  .setElemType(DataType.INT64_VALUE);
            });

    NetworkImport imported = imported(listed);

    assertEquals(
        List.of("probabilities"),
        imported.network().outputs().stream().map(TensorSpec::name).toList());
    assertEquals(3, imported.remarks().size(), imported.remarks().toString());
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
            builder.output(builder.softmax("probabilities", classifier(x, 3))).model(),
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

  /** A half is what its 16 bits say; what the file computes in halves is computed in floats. */
  @Test
  void halfPrecision_isComputedInSinglePrecision() {
    ModelProto single = probabilities();
    Tensor image = nets.normal(Shape.of(1, 3, 6, 6), 1);
    ModelProto half = HalfPrecision.of(single);

    NetworkImport imported = imported(half);

    assertArrayEquals(
        OrtReference.run(single, image.toArray(), "probabilities", 1, 3, 6, 6),
        run(imported.network(), image),
        2e-3f);
    assertFalse(imported.network().cuts().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 8})
  void batchOfAnyKind_isFree(long batch) {
    ModelProto model =
        edited(
            probabilities(),
            graph -> shape(graph.getInputBuilder(0)).getDimBuilder(0).setDimValue(batch));

    Network network = imported(model).network();

    assertEquals(OptionalInt.empty(), network.inputs().get(0).batch());
    assertEquals(6, run(network, nets.normal(Shape.of(2, 3, 6, 6), 1)).length);
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
    Tensor images = nets.normal(Shape.of(2, 3, 6, 6), 1);

    NetworkImport imported = imported(model);

    assertEquals(OptionalInt.of(1), imported.network().inputs().get(0).batch());
    float[] both = run(imported.network(), images);
    for (int row = 0; row < 2; row++) {
      assertArrayEquals(
          OrtReference.run(model, images.rows(row, row + 1).toArray(), "probabilities", 1, 3, 6, 6),
          Arrays.copyOfRange(both, 3 * row, 3 * row + 3),
          1e-6f);
    }
  }

  @Test
  void openSize_isRefusedUntilItIsStated() {
    ModelProto model =
        edited(
            probabilities(),
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
    Tensor images = nets.normal(Shape.of(2, 3, 6, 6), 1);

    Network network = imported(model).network();

    assertEquals(
        List.of("conv", "relu", "mean", "flat", "fc"),
        network.cuts().stream().map(Cut::tensor).toList());
    assertArrayEquals(
        OrtReference.run(model, images.toArray(), "probabilities", 2, 3, 6, 6),
        run(network, images),
        1e-6f);
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
    ModelProto model = probabilities();
    ModelProto doubled =
        edited(model, graph -> graph.getNodeBuilderList().forEach(node -> node.setName("same")));

    assertEquals(3, run(imported(doubled).network(), nets.normal(Shape.of(1, 3, 6, 6), 1)).length);
  }
}
