package dev.winnow.learn.siamese;

import static dev.winnow.onnx.Attributes.none;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.operator.OperatorCases;
import dev.winnow.learn.torch.FreedMemory;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.ClassWeights;
import dev.winnow.learn.training.Loss;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever of Java's memory training looks at stays there until it is done. More fine-tunings:
 *
 * <pre>
 * mvn verify -pl learn -am -Dtest=CollectedGarbageTest -Dsurefire.failIfNoSpecifiedTests=false
 *   -Dwinnow.test.args=-Dwinnow.tunings=1000 -Dwinnow.coverage.floor=0
 * </pre>
 */
class CollectedGarbageTest {
  private static final int TUNINGS = Integer.getInteger("winnow.tunings", 10);
  private static final int STEPS = 3;
  private static final long[] CLASSES = {0, 1, 2, 0, 0, 1};
  private static final List<Integer> KINDS = List.of(0, 1, 2, 0, 0, 1);
  private static final Tensor IMAGES =
      OperatorCases.random(new Random(4), Shape.of(CLASSES.length, 2, 8, 8));
  private static final Network NETWORK = network();

  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  /** After each shape that is computed, and between a loss and its gradient. */
  @Test
  void fineTunings_garbageCollectedWithinTheirSteps_haveTheLossesOfOneLeftAlone() {
    List<Float> alone = losses(() -> {});

    for (int tuning = 0; tuning < TUNINGS; tuning++) {
      assertEquals(alone, losses(FreedMemory::overwrite), "fine-tuning " + tuning);
    }
  }

  private static List<Float> losses(Runnable between) {
    List<Float> losses = new ArrayList<>();
    try (TrainableNetwork network = TrainableNetwork.open(NETWORK);
        OptimizerState state = Optimizer.ADAM.over(network.weights(), /* decay= */ 0)) {
      for (int step = 0; step < STEPS; step++) {
        try (NativeScope scope = NativeScope.recorded()) {
          NDArray loss = loss(network, scope, between);
          between.run();
          scope.differentiate(loss);
          state.step(1e-2);
          losses.add(loss.getFloat());
        }
      }
    }
    return losses;
  }

  private static NDArray loss(TrainableNetwork network, NativeScope scope, Runnable between) {
    Map<String, NDArray> made =
        network.run(
            scope.view(IMAGES),
            Mode.FINE_TUNING,
            Set.of("flat", "logits"),
            (name, value) -> {
              if (!value.getDataType().isFloating()) {
                between.run();
              }
              return value;
            });
    float[] counting = ClassWeights.balancing(KINDS, 3).of(CLASSES);
    NDArray entropy =
        Loss.crossEntropy(
            Objects.requireNonNull(made.get("logits")),
            Torch.array(scope.manager(), CLASSES, CLASSES.length),
            Torch.array(scope.manager(), counting, CLASSES.length));
    return entropy.add(
        new ContrastiveLoss(ContrastiveSettings.standard(), 1)
            .of(Objects.requireNonNull(made.get("flat")), KINDS));
  }

  /** Resizes, by a matrix made in Java, and flattens as PyTorch exports {@code view}. */
  private static Network network() {
    NetworkBuilder b = NetworkBuilder.named("shapes");
    String conv =
        b.conv("conv", b.input("x", Shape.of(2, 8, 8)), OperatorCases.weight(4, 2, 3, 3), none());
    String scales = b.constant("scales", Tensor.of(Shape.of(4), 1, 1, 2, 2));
    String large =
        b.node(
            "Resize",
            "large",
            List.of(b.relu("relu", conv), "", scales),
            none().withText("mode", "linear"));
    String shape = b.node("Shape", "shape", List.of(large), none());
    String cast = b.node("Cast", "whole", List.of(shape), none().withInteger("to", 7));
    List<String> first = List.of(cast, b.integers("from", 0), b.integers("to", 1));
    String samples = b.node("Slice", "samples", first, none());
    List<String> rest = List.of(samples, b.integers("rest", -1));
    String dims = b.node("Concat", "dims", rest, none().withInteger("axis", 0));
    String flat = b.node("Reshape", "flat", List.of(large, dims), none());
    String logits = b.gemm("logits", flat, OperatorCases.weight(3, 576), OperatorCases.weight(3));
    return b.output(b.softmax("probabilities", logits)).build();
  }
}
