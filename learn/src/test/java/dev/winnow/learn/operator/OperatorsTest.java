package dev.winnow.learn.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Slopes;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Session;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {
  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  static Stream<OperatorCases.Case> cases() {
    return OperatorCases.all();
  }

  @Test
  void cases_all_coverEveryOperator() {
    assertEquals(
        Operators.names(),
        cases().flatMap(OperatorCases.Case::ops).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Both add up to two hundred products of numbers around 1 in 32 bits, each in its own order. */
  @ParameterizedTest
  @MethodSource("cases")
  void run_inference_equalsOnnxRuntime(OperatorCases.Case example) {
    Tensor x =
        OperatorCases.random(new Random(1), example.network().inputs().get(0).shape().batch(3));
    try (Session session = Session.open(example.network(), 1);
        TrainableNetwork network = TrainableNetwork.open(example.network());
        NativeScope scope = NativeScope.unrecorded()) {
      Tensor expected = session.run(x);
      Tensor actual = Torch.tensor(network.run(scope.view(x), Mode.INFERENCE, "y"));
      assertEquals(expected.shape(), actual.shape());
      assertArrayEquals(expected.toArray(), actual.toArray(), 5e-5f);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradients_inference_equalDifferences(OperatorCases.Case example) {
    new Slopes(example.network(), Mode.INFERENCE).check();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradients_training_equalDifferences(OperatorCases.Case example) {
    new Slopes(example.network(), Mode.TRAINING).check();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradients_fineTuning_equalDifferences(OperatorCases.Case example) {
    new Slopes(example.network(), Mode.FINE_TUNING).check();
  }
}
