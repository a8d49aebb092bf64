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
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What outputs hold becomes probabilities of classes, as ONNX Runtime on the file has it. */
class OutputConversionTest {
  private static final Attributes NONE = Attributes.none();

  private final Exports exports = new Exports();
  private final NetworkBuilder builder = exports.builder;

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
    ModelProto model = builder.output(exports.classifier(3)).model();
    Tensor image = exports.images(1);

    float[] scores = reference(model, image, "fc");
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
    String scores = exports.classifier(3);
    ModelProto model =
        builder
            .output(builder.node("LogSoftmax", "log", List.of(scores), NONE.withInteger("axis", 1)))
            .model();
    Tensor image = exports.images(1);

    float[] sum = run(imported(model).network(), image);

    assertArrayEquals(softmax(reference(model, image, "log")), sum, 1e-6f);
  }

  /** Of one sigmoid and of three, with and without an axis for it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void sigmoids_becomeNoBesideYes(int answers) {
    String yes = builder.node("Sigmoid", "yes", List.of(exports.classifier(answers)), NONE);
    ModelProto model = builder.output(yes).model();
    Tensor image = exports.images(1);
    float[] probable = reference(model, image, "yes");

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
    String yes = builder.node("Sigmoid", "yes", List.of(exports.classifier(1)), NONE);
    String axes = builder.integers("axes", 1);
    ModelProto model =
        builder.output(builder.node("Squeeze", "one", List.of(yes, axes), NONE)).model();
    Tensor images = exports.images(2);
    float[] probable = reference(model, images, "one");

    float[] pairs = run(imported(model).network(), images);

    assertArrayEquals(
        new float[] {1 - probable[0], probable[0], 1 - probable[1], probable[1]}, pairs, 1e-6f);
  }

  /** Trained with a cross-entropy of each class, as networks of attributes are. */
  @Test
  void scoresOfSeveralLabels_becomeNoBesideYes() {
    ModelProto model = builder.output(exports.classifier(3)).model();
    Tensor image = exports.images(1);
    float[] scores = reference(model, image, "fc");

    Network network = imported(model, OutputKind.MULTILABEL).network();

    assertEquals(3, network.outputs().size());
    assertArrayEquals(softmax(0, scores[0]), run(network, image), 1e-6f);
  }

  @Test
  void oneNumber_isTheScoreOfYes_andSaidToBe() {
    ModelProto model = builder.output(exports.classifier(1)).model();
    Tensor image = exports.images(1);
    float[] score = reference(model, image, "fc");
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
    String scores = exports.classifier(3);
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
    Tensor images = exports.images(2);
    float[] wanted = reference(model, images, "y");

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
    String scores = exports.classifier(3);
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
}
