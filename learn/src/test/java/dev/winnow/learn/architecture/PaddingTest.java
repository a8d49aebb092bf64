package dev.winnow.learn.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.OperatorCases;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A network made for longer inputs, of the same weights, answers as one made for shorter ones. */
class PaddingTest {
  static Stream<Arguments> inputs() {
    return Stream.of(
        Arguments.of(Architecture.CNN1D, Shape.of(3, 32), Shape.of(3, 80)),
        Arguments.of(Architecture.CNN2D, Shape.of(1, 32, 16), Shape.of(1, 64, 16)),
        Arguments.of(Architecture.GRU, Shape.of(3, 9), Shape.of(3, 20)),
        Arguments.of(Architecture.GRU, Shape.of(1, 9, 5), Shape.of(1, 20, 5)),
        Arguments.of(Architecture.LSTM, Shape.of(3, 9), Shape.of(3, 20)),
        Arguments.of(Architecture.CRNN, Shape.of(3, 16), Shape.of(3, 40)),
        Arguments.of(Architecture.CRNN, Shape.of(1, 16, 8), Shape.of(1, 40, 8)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void run_longerInput_answersAsWithoutPadding(
      Architecture architecture, Shape shorter, Shape longer) {
    Tensor sample = OperatorCases.random(new Random(5), shorter.batch(1));

    float[] expected = answers(architecture, shorter, sample);
    float[] actual = answers(architecture, longer, Steps.padded(sample, longer));

    assertArrayEquals(expected, actual, 1e-5f);
  }

  /** What is silent all along has an answer too. */
  @ParameterizedTest
  @MethodSource("inputs")
  void run_zeros_isANumber(Architecture architecture, Shape shorter, Shape longer) {
    float[] answers = answers(architecture, longer, Tensor.allocate(longer.batch(1)));

    assertEquals(1, answers[0] + answers[1] + answers[2], 1e-5);
    assertTrue(answers[0] > 0, String.valueOf(answers[0]));
  }

  private static float[] answers(Architecture architecture, Shape input, Tensor sample) {
    RecurrentSettings both = new RecurrentSettings(6, 2, true);
    Network network =
        architecture.untrained(new Blueprint(input, 3, ModelCard.empty(), both, new Random(1)));
    try (Session session = Session.open(network, 1)) {
      return session.run(sample).toArray();
    }
  }
}
