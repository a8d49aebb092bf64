package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import com.google.protobuf.ByteString;
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
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as exporters write them; what they compute is what ONNX Runtime makes of the file. */
class NetworkImportTest {
  /** ONNX's number for integers of four bits, which the generated classes do not know yet. */
  private static final int INT4 = 22;

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

  /** Trained with a cross-entropy of each class, as networks of attributes are. */
  @Test
  void scoresOfSeveralLabels_becomeNoBesideYes() {
    ModelProto model =
        builder.output(classifier(builder.input("image", Shape.of(3, 6, 6)), 3)).model();
    Tensor image = nets.normal(Shape.of(1, 3, 6, 6), 1);
    float[] scores = OrtReference.run(model, image.toArray(), "fc", 1, 3, 6, 6);

    Network network = imported(model, OutputKind.MULTILABEL).network();

    assertEquals(3, network.outputs().size());
    assertArrayEquals(softmax(0, scores[0]), run(network, image), 1e-6f);
  }

  @Test
  void oneNumber_isTheScoreOfYes_andSaidToBe() {
    ModelProto model =
        builder.output(classifier(builder.input("image", Shape.of(3, 6, 6)), 1)).model();
    Tensor image = nets.normal(Shape.of(1, 3, 6, 6), 1);
    float[] score = OrtReference.run(model, image.toArray(), "fc", 1, 3, 6, 6);
    NetworkImport imported = imported(model);

    assertArrayEquals(softmax(0, score[0]), run(imported.network(), image), 1e-6f);
    assertEquals(
        List.of(
            "its output \"fc\" ends in Gemm and is one number; here it is the score of yes, and --output says if it is something else"),
        imported.remarks());
  }

  /** Probabilities that are turned last are still probabilities. */
  @ParameterizedTest
  @ValueSource(strings = {"Softmax", "Sigmoid"})
  void transposedProbabilities_areTakenAsTheyAre(String activation) {
    String scores = classifier(builder.input("image", Shape.of(3, 6, 6)), 3);
    Attributes turn = NONE.withIntegers("perm", 1, 0);
    String turned = builder.node("Transpose", "turned", List.of(scores), turn);
    String probable =
        builder.node(
            activation,
            "probable",
            List.of(turned),
            activation.equals("Softmax") ? NONE.withInteger("axis", 0) : NONE);
    ModelProto model =
        builder.output(builder.node("Transpose", "y", List.of(probable), turn)).model();
    Tensor images = nets.normal(Shape.of(2, 3, 6, 6), 1);
    float[] wanted = OrtReference.run(model, images.toArray(), "y", 2, 3, 6, 6);

    float[] made = run(imported(model).network(), images);

    if (activation.equals("Softmax")) {
      assertArrayEquals(wanted, made, 1e-6f);
    } else {
      assertArrayEquals(
          new float[] {1 - wanted[0], wanted[0], 1 - wanted[3], wanted[3]}, made, 1e-6f);
    }
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

  @Test
  void onePictureWithoutABatch_isRefused() {
    String axis = builder.integers("axis", 0);
    String x = builder.node("Unsqueeze", "one", List.of("image", axis), NONE);
    ModelProto model =
        edited(
            builder.output(classifier(x, 3)).model(),
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
