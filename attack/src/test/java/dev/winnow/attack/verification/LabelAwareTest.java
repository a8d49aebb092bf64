package dev.winnow.attack.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelAwareTest {
  private static final int PEOPLE = 60;
  private static final int LABELS = 4;
  private static final List<Integer> SHOWN = Synthetic.turns(PEOPLE, 8);
  private static final List<String> SAID =
      SHOWN.stream().map(person -> "label " + person % LABELS).toList();

  /**
   * Features of eight values in unit noise.
   *
   * @param label how far labels lie apart in the first
   * @param person how far people lie apart in the others
   */
  private static Tensor feature(double label, double person) {
    Random random = new Random(1);
    double[][] middles = new double[PEOPLE][8];
    for (int i = 0; i < PEOPLE; i++) {
      middles[i][0] = label * (i % LABELS);
      for (int j = 1; j < 8; j++) {
        middles[i][j] = person * random.nextGaussian();
      }
    }
    return Synthetic.rows(SHOWN, middles, random);
  }

  private static Tensor label(List<String> said) {
    Tensor rows = Tensor.allocate(Shape.of(said.size(), LABELS));
    for (int i = 0; i < said.size(); i++) {
      rows.buffer().put(i * LABELS + Integer.parseInt(said.get(i).substring(6)), 1);
    }
    return rows;
  }

  private static Estimate above(String score, Tensor rows, List<String> said) {
    return of(score, rows, said).above(of(score, label(said), said), 1).estimate();
  }

  private static VerificationScores of(String score, Tensor rows, List<String> said) {
    return Verification.recognitions(rows, SHOWN, said, 1, 1).stream()
        .filter(each -> each.adversary().equals(score))
        .findFirst()
        .orElseThrow();
  }

  /** What fitting ten weights to thirty people adds or loses by accident is below .02. */
  @Test
  void above_featureThatIsTheLabelBesideNoise_isNothing() {
    for (double apart : new double[] {0, 1.5, 20}) {
      Estimate above = above("label-aware", feature(apart, 0), SAID);

      assertEquals(0, above.value(), 0.02);
      assertTrue(above.low() <= 0 && above.high() >= 0, above.toString());
      assertTrue(above.high() < 0.03, above.toString());
    }
    assertEquals(0, above("label-aware", label(SAID), SAID).value(), 1e-12);
    assertEquals(0, above("label-aware", Tensor.allocate(Shape.of(480, 3)), SAID).value(), 0.005);
  }

  /** Labels are hard to read off it, so that no distance alone does better than the label. */
  @Test
  void above_featureThatTellsPeopleOfALabelApart_isShownWhereDistancesShowNothing() {
    Tensor feature = feature(1.5, 1);

    assertTrue(above("pca", feature, SAID).value() < 0.02);
    assertTrue(above("whitened", feature, SAID).value() < 0.02);
    assertTrue(above("label-aware", feature, SAID).low() > 0.04);
  }

  /** A smile: everybody has captures of every label. */
  @Test
  void above_labelThatSaysNothingOfWhoItIs_takesNothingFromWhatDistancesTell() {
    List<String> moods =
        IntStream.range(0, SHOWN.size()).mapToObj(i -> "label " + i / PEOPLE % LABELS).toList();
    double distance = above("discriminant", feature(0, 1), moods).value();
    Estimate both = above("label-aware", feature(0, 1), moods);

    assertEquals(distance, both.value(), 0.05);
    assertTrue(both.low() > 0.2, both.toString());
    assertEquals(0, above("label-aware", feature(0, 0), moods).value(), 0.03);
  }

  @Test
  void recognitions_fewPeople_learnFromThemselves() {
    List<Integer> six = Synthetic.turns(6, 5);
    List<String> said = six.stream().map(person -> "label " + person % 2).toList();
    Tensor rows = Synthetic.data(6, 5, 1, 4, 4, 50).known();

    for (Measurement measurement : Verification.of(rows, six, said, 1, 1)) {
      if (measurement.metric() == Metric.AREA) {
        assertTrue(measurement.estimate().value() > 0.95, measurement.toString());
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Verification.of(rows, six, Collections.nCopies(29, "one"), 1, 1));
  }

  /** 30 of 40 yes where the column is 1 and 10 of 40 where it is 0: odds of 3 and of 1/3. */
  @Test
  void logistic_twoByTwoTable_isItsLogarithmsOfOdds() {
    double[][] rows =
        IntStream.range(0, 80)
            .mapToObj(i -> new double[] {1, i < 40 ? 1 : 0})
            .toArray(double[][]::new);
    boolean[] answers = new boolean[80];
    for (int i = 0; i < 80; i++) {
      answers[i] = i < 30 || i >= 70;
    }

    double[] weights = NewtonLogistic.of(rows, answers, 80, 1e-9).weights();

    assertArrayEquals(new double[] {-Math.log(3), Math.log(9)}, weights, 1e-4);
  }

  /** Without the ridge, weights would grow without end. */
  @Test
  void logistic_answersThatAreApart_haveFiniteWeights() {
    double[][] rows = {{1, -1}, {1, -2}, {1, 1}, {1, 2}};

    NewtonLogistic fitted =
        NewtonLogistic.of(rows, new boolean[] {false, false, true, true}, 4, 0.1);

    assertTrue(fitted.of(rows[2]) > 1 && fitted.of(rows[3]) < 20);
    assertEquals(0, fitted.weights()[0], 1e-6);
  }
}
