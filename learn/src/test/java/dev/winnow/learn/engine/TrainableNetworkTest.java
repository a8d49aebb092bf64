package dev.winnow.learn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.Blueprint;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.operator.OperatorCases;
import dev.winnow.learn.operator.Operators;
import dev.winnow.learn.operator.UnsupportedOperatorException;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.Loss;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainableNetworkTest {
  private static final Shape IMAGE = Shape.of(3, 32, 32);
  private static final Tensor IMAGES = OperatorCases.random(new Random(3), IMAGE.batch(16));

  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CNN1D")
  void values_afterSteps_areWhatOnnxRuntimeRuns(Architecture architecture) {
    Network before =
        architecture.untrained(Blueprint.of(IMAGE, 2, ModelCard.empty(), new Random(1)));
    try (TrainableNetwork trainable = TrainableNetwork.open(before)) {
      learn(trainable, 10);
      Network after = before.withConstants(trainable.values());
      float[] expected;
      try (NativeScope scope = NativeScope.unrecorded()) {
        NDArray output = trainable.run(scope.view(IMAGES), Mode.INFERENCE, "probabilities");
        expected = output.toFloatArray();
      }
      try (Session session = Session.open(after, 1);
          Session old = Session.open(before, 1)) {
        assertArrayEquals(expected, session.run(IMAGES).toArray(), 1e-4f);
        // The steps did move something.
        assertTrue(distance(expected, old.run(IMAGES).toArray()) > 1e-2);
      }
      assertEquals(before.nodes(), after.nodes());
    }
  }

  @Test
  void values_afterSteps_changeNothingElseInTheFile() throws InvalidProtocolBufferException {
    Network before = vgg();
    try (TrainableNetwork trainable = TrainableNetwork.open(before)) {
      learn(trainable, 1);
      Network after = before.withConstants(trainable.values());

      ModelProto old = ModelProto.parseFrom(before.toBytes());
      ModelProto young = ModelProto.parseFrom(after.toBytes());
      assertNotEquals(old, young);
      assertEquals(withoutValues(old), withoutValues(young));
    }
  }

  @Test
  void run_tensorInTheMiddleAndTheEnd_equalOnnxRuntime() {
    NetworkBuilder builder = NetworkBuilder.named("two");
    Tensor weight = OperatorCases.random(new Random(4), Shape.of(3, 3, 3, 3));
    String middle = builder.conv("conv", builder.input("x", IMAGE), weight, Attributes.none());
    builder.output(middle).output(builder.globalAveragePool("mean", builder.relu("y", middle)));
    Network network = builder.build();
    try (TrainableNetwork trainable = TrainableNetwork.open(network);
        Session session = Session.open(network, 1);
        NativeScope scope = NativeScope.unrecorded()) {
      Map<String, Tensor> expected = session.run(Map.of("x", IMAGES));

      Map<String, NDArray> made =
          trainable.run(Map.of("x", scope.view(IMAGES)), Mode.INFERENCE, Set.of("conv", "mean"));

      assertEquals(expected.keySet(), made.keySet());
      made.forEach(
          (name, array) ->
              assertArrayEquals(
                  expected.getOrDefault(name, IMAGES).toArray(), array.toFloatArray(), 1e-4f));
    }
  }

  @Test
  void run_unknownTensor_isRefused() {
    try (TrainableNetwork trainable = TrainableNetwork.open(vgg());
        NativeScope scope = NativeScope.unrecorded()) {
      NDArray images = scope.view(IMAGES);

      assertThrows(
          IllegalArgumentException.class, () -> trainable.run(images, Mode.INFERENCE, "pool9"));
    }
  }

  @Test
  void run_training_movesStatisticsTowardsTheBatch() {
    try (TrainableNetwork trainable = TrainableNetwork.open(normalising())) {
      try (NativeScope scope = NativeScope.recorded()) {
        Tensor batch = Tensor.of(Shape.of(2, 1), 1, 3);
        trainable.run(scope.view(batch), Mode.TRAINING, "norm");
      }

      // A tenth of the way to the batch's mean 2 and unbiased variance 2.
      assertEquals(.2f, value(trainable, "norm.mean"), 1e-6f);
      assertEquals(1.1f, value(trainable, "norm.variance"), 1e-6f);
    }
  }

  @Test
  void run_fineTuning_usesStatisticsAndLeavesThem() {
    try (TrainableNetwork trainable = TrainableNetwork.open(normalising())) {
      try (NativeScope scope = NativeScope.recorded()) {
        Tensor batch = Tensor.of(Shape.of(2, 1), 1, 3);
        NDArray made = trainable.run(scope.view(batch), Mode.FINE_TUNING, "norm");

        // Mean 0 and variance 1 change nothing, but for the 1e-5 that keeps variances from 0.
        assertArrayEquals(new float[] {1, 3}, made.toFloatArray(), 1e-4f);
      }

      assertEquals(0, value(trainable, "norm.mean"));
      assertEquals(1, value(trainable, "norm.variance"));
    }
  }

  @Test
  void logits_softmaxAtTheEnd_isWhatGoesIn() {
    try (TrainableNetwork trainable = TrainableNetwork.open(vgg())) {
      assertEquals("classes", trainable.logits().get(0));
    }
  }

  @Test
  void logits_noSoftmax_isTheOutput() {
    NetworkBuilder builder = NetworkBuilder.named("plain");
    String x = builder.input("x", Shape.of(2));
    Network network = builder.output(builder.relu("y", x)).build();
    try (TrainableNetwork trainable = TrainableNetwork.open(network)) {
      assertEquals("y", trainable.logits().get(0));
    }
  }

  @Test
  void open_constantNode_becomesAWeight() {
    NetworkBuilder builder = NetworkBuilder.named("constant");
    String x = builder.input("x", Shape.of(2));
    Tensor value = Tensor.of(Shape.of(2), 1, 2);
    String bias =
        builder.node("Constant", "bias", List.of(), Attributes.none().withTensor("value", value));
    Network network = builder.output(builder.add("y", x, bias)).build();
    try (TrainableNetwork trainable = TrainableNetwork.open(network)) {
      assertEquals(Set.of("bias"), trainable.values().keySet());
    }
  }

  @Test
  void open_unsupportedOperator_isNamedWithItsNode() {
    assertEquals(
        "odd cannot be trained: node y (Erf) is of an operator that is not among "
            + String.join(", ", Operators.names()),
        complaint((builder, x) -> builder.node("Erf", "y", List.of(x), Attributes.none())));
  }

  @Test
  void open_constantOfText_isNamedWithItsNode() {
    assertEquals(
        "odd cannot be trained: node text (Constant) is a constant of neither floats nor whole numbers",
        complaint(
            (builder, x) -> {
              Attributes text = Attributes.none().withText("value_string", "text");
              builder.node("Constant", "text", List.of(), text);
              return builder.relu("y", x);
            }));
  }

  @Test
  void open_boundThatIsComputed_isNamedWithItsNode() {
    assertEquals(
        "odd cannot be trained: node y (Clip) takes \"mean\", which is not constant",
        complaint(
            (builder, x) -> {
              Attributes all = Attributes.none().withInteger("keepdims", 0);
              String mean = builder.node("ReduceMean", "mean", List.of(x), all);
              return builder.node("Clip", "y", List.of(x, mean), Attributes.none());
            }));
  }

  @Test
  void open_resultThatIsNotMade_isNamedWithItsNode() {
    assertEquals(
        "odd cannot be trained: node y (Cast) takes \"places\", "
            + "which is neither made by a step nor a constant number",
        complaint(
            (builder, x) -> {
              Attributes window = Attributes.none().withIntegers("kernel_shape", 2, 2);
              builder.node("MaxPool", "pool", List.of(x), List.of("pool", "places"), window);
              Attributes toFloat = Attributes.none().withInteger("to", 1);
              return builder.node("Cast", "y", List.of("places"), toFloat);
            }));
  }

  @Test
  void open_shareDroppedThatIsNone_isNamedWithItsNode() {
    assertEquals(
        "odd cannot be trained: node y (Dropout) drops a share of 1.0; it must be at least 0 and below 1",
        complaint((builder, x) -> builder.dropout("y", x, 1)));
  }

  private static String complaint(BiFunction<NetworkBuilder, String, String> layer) {
    NetworkBuilder builder = NetworkBuilder.named("odd");
    Network network = builder.output(layer.apply(builder, builder.input("x", IMAGE))).build();
    return assertThrows(UnsupportedOperatorException.class, () -> TrainableNetwork.open(network))
        .getMessage();
  }

  private static Network vgg() {
    return Architecture.VGG.untrained(Blueprint.of(IMAGE, 2, ModelCard.empty(), new Random(1)));
  }

  private static ModelProto withoutValues(ModelProto model) {
    ModelProto.Builder bare = model.toBuilder();
    bare.getGraphBuilder()
        .getInitializerBuilderList()
        .forEach(weight -> weight.clearRawData().clearFloatData());
    return bare.build();
  }

  private static Network normalising() {
    NetworkBuilder builder = NetworkBuilder.named("norm");
    String x = builder.input("x", Shape.of(1));
    Tensor one = Tensor.of(Shape.of(1), 1);
    Tensor zero = Tensor.of(Shape.of(1), 0);
    return builder.output(builder.batchNormalization("norm", x, one, zero, zero, one)).build();
  }

  private static void learn(TrainableNetwork trainable, int steps) {
    long[] classes = new long[16];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i % 2;
    }
    try (OptimizerState state = Optimizer.ADAM.over(trainable.weights(), 0)) {
      for (int i = 0; i < steps; i++) {
        try (NativeScope scope = NativeScope.recorded()) {
          NDArray logits =
              trainable.run(scope.view(IMAGES), Mode.TRAINING, trainable.logits().get(0));
          scope.differentiate(
              Loss.crossEntropy(logits, Torch.array(scope.manager(), classes, classes.length)));
          state.step(1e-3);
        }
      }
    }
  }

  private static float value(TrainableNetwork trainable, String name) {
    return trainable.values().getOrDefault(name, Tensor.allocate(Shape.of(1))).buffer().get(0);
  }

  private static double distance(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
