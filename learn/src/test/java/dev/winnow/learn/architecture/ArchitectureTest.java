package dev.winnow.learn.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.operator.OperatorCases;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Scalars;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.Loss;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final Shape IMAGE = Shape.of(3, 64, 64);
  private static final long[] CLASSES = {0, 1, 1, 0};

  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  @ParameterizedTest
  @CsvSource({"VGG, 116402", "RESIDUAL, 263026", "DEPTHWISE, 37570"})
  void untrained_twoClasses_hasAsManyWeightsAsItSays(Architecture architecture, int weights) {
    try (TrainableNetwork trainable = TrainableNetwork.open(network(architecture, IMAGE))) {
      assertEquals(weights, trainable.weights().stream().mapToLong(NDArray::size).sum());
    }
  }

  @Test
  void cuts_vgg_areAfterEachBlock() {
    assertEquals(
        List.of("pool1 16×32×32", "pool2 32×16×16", "pool3 48×8×8", "pool4 64×4×4"),
        cuts(Architecture.VGG, "pool.*"));
  }

  @Test
  void cuts_residual_areAfterEachBlockAndNotInside() {
    assertEquals(
        List.of(
            "relu0 16×64×64",
            "relu1_1 16×64×64",
            "relu1_2 16×64×64",
            "relu2_1 32×32×32",
            "relu2_2 32×32×32",
            "relu3_1 48×16×16",
            "relu3_2 48×16×16",
            "relu4_1 64×8×8",
            "relu4_2 64×8×8"),
        cuts(Architecture.RESIDUAL, "relu.*"));
  }

  @Test
  void cuts_depthwise_areAfterEachBlock() {
    assertEquals(
        List.of(
            "relu1_2 32×32×32",
            "relu2_2 32×32×32",
            "relu3_2 64×16×16",
            "relu4_2 64×16×16",
            "relu5_2 128×8×8",
            "relu6_2 128×8×8"),
        cuts(Architecture.DEPTHWISE, "relu._2"));
  }

  @Test
  void cuts_convolutionalInTime_areAfterEachBlockAndThePooledFeature() {
    List<String> blocks = List.of("pool1 32×64", "pool2 64×32", "pool3 96×16", "pooled 96");

    assertEquals(blocks, cuts(network(Architecture.CNN1D, Shape.of(6, 128)), "pool.*"));
  }

  @Test
  void cuts_recurrent_areBetweenLayersAndTheLastState() {
    Network stacked =
        network(Architecture.LSTM, Shape.of(6, 128), new RecurrentSettings(8, 3, true));

    assertEquals(
        List.of("sequence1 16×128", "sequence2 16×128", "hidden 16"),
        cuts(stacked, "sequence.*|hidden"));
  }

  @Test
  void cuts_convolutionalRecurrent_areAfterEachBlockAndTheLastState() {
    assertEquals(
        List.of("pool1 16×49×20", "pool2 32×24×10", "hidden 64"),
        cuts(network(Architecture.CRNN, Shape.of(1, 98, 40)), "pool.*|hidden"));
  }

  static Stream<Arguments> inputs() {
    return Stream.of(
            Stream.of(Architecture.VGG, Architecture.RESIDUAL, Architecture.DEPTHWISE)
                .flatMap(image -> Stream.of(16, 23).map(size -> input(image, 3, size, size))),
            Stream.of(input(Architecture.CNN1D, 1000), input(Architecture.CNN1D, 3, 21)),
            Stream.of(input(Architecture.CNN2D, 1, 19, 17)),
            Stream.of(Architecture.GRU, Architecture.LSTM, Architecture.CRNN)
                .flatMap(cells -> Stream.of(input(cells, 3, 11), input(cells, 1, 13, 6))))
        .flatMap(inputs -> inputs);
  }

  /** Of one sample a third is padding. */
  @ParameterizedTest
  @MethodSource("inputs")
  void run_oddInputs_equalOnnxRuntime(Architecture architecture, Shape input) {
    Network network = network(architecture, input, new RecurrentSettings(6, 2, true));
    Tensor samples = samples(input);
    try (TrainableNetwork trainable = TrainableNetwork.open(network);
        Session session = Session.open(network, 1);
        NativeScope scope = NativeScope.unrecorded()) {
      NDArray made = trainable.run(scope.view(samples), Mode.INFERENCE, "probabilities");

      assertArrayEquals(session.run(samples).toArray(), made.toFloatArray(), 1e-4f);
    }
  }

  /**
   * A step along the gradient changes the loss by the step times the gradient's length. The loss is
   * measured where the extractor will run, in ONNX Runtime, before and behind; steps are such that
   * it should change by 1/1000, of which rounding blurs 1/1000 and the corners of rectifiers a few.
   */
  @ParameterizedTest
  @MethodSource("inputs")
  void differentiate_loss_isTheSlopeInOnnxRuntime(Architecture architecture, Shape input) {
    Network network = network(architecture, input, new RecurrentSettings(6, 2, true));
    Tensor images = samples(input);
    try (TrainableNetwork trainable = TrainableNetwork.open(network)) {
      List<float[]> gradients = gradients(trainable, images);
      double step = 1e-3 / squaredLength(gradients);

      move(trainable, gradients, step / 2);
      double above = loss(network.withConstants(trainable.values()), images);
      move(trainable, gradients, -step);
      double below = loss(network.withConstants(trainable.values()), images);

      assertEquals(1e-3, above - below, 1e-5);
    }
  }

  private static List<float[]> gradients(TrainableNetwork trainable, Tensor images) {
    List<float[]> gradients = new ArrayList<>();
    try (NativeScope scope = NativeScope.recorded()) {
      NDArray logits = trainable.run(scope.view(images), Mode.INFERENCE, trainable.logits().get(0));
      scope.differentiate(
          Loss.crossEntropy(logits, Torch.array(scope.manager(), CLASSES, CLASSES.length)));
      trainable.weights().forEach(weight -> gradients.add(weight.getGradient().toFloatArray()));
    }
    return gradients;
  }

  private static double squaredLength(List<float[]> gradients) {
    double sum = 0;
    for (float[] gradient : gradients) {
      for (float slope : gradient) {
        sum += slope * slope;
      }
    }
    return sum;
  }

  private static void move(TrainableNetwork trainable, List<float[]> gradients, double by) {
    int i = 0;
    for (NDArray weight : trainable.weights()) {
      try (NativeScope scope = NativeScope.unrecorded()) {
        long[] extents = weight.getShape().getShape();
        NDArray gradient = Torch.array(scope.manager(), gradients.get(i++), extents);
        weight.addi(Scalars.times(gradient, by));
      }
    }
  }

  /** In nats, in 64 bits from the probabilities on. */
  private static double loss(Network network, Tensor images) {
    try (Session session = Session.open(network, 1)) {
      float[] probabilities = session.run(images).toArray();
      double sum = 0;
      for (int row = 0; row < CLASSES.length; row++) {
        sum -= Math.log(probabilities[2 * row + (int) CLASSES[row]]);
      }
      return sum / CLASSES.length;
    }
  }

  private static List<String> cuts(Architecture architecture, String pattern) {
    return cuts(network(architecture, IMAGE), pattern);
  }

  private static List<String> cuts(Network network, String pattern) {
    Stream<Cut> cuts = network.cuts().stream();
    return cuts.filter(cut -> cut.tensor().matches(pattern))
        .map(cut -> cut.tensor() + " " + cut.shape())
        .toList();
  }

  private static Arguments input(Architecture architecture, int... dims) {
    return Arguments.of(architecture, Shape.of(dims));
  }

  private static Tensor samples(Shape input) {
    Tensor samples = OperatorCases.random(new Random(3), input.batch(CLASSES.length));
    Steps.clear(samples.rows(1, 2), 2 * Steps.of(input) / 3);
    return samples;
  }

  private static Network network(Architecture architecture, Shape input) {
    return network(architecture, input, RecurrentSettings.STANDARD);
  }

  private static Network network(Architecture architecture, Shape input, RecurrentSettings size) {
    return architecture.untrained(new Blueprint(input, 2, ModelCard.empty(), size, new Random(1)));
  }
}
