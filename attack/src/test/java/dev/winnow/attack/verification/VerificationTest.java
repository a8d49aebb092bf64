package dev.winnow.attack.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
  private static List<Measurement> verified(int telling, double apart) {
    AttackData all = Synthetic.data(60, 8, 1, 8, telling, apart);
    return Verification.of(all.known(), all.knownPeople(), labels(all.knownPeople()), 1, 1);
  }

  /** All of one label, which tells nothing. */
  private static List<String> labels(List<Integer> people) {
    return Collections.nCopies(people.size(), "f");
  }

  private static Measurement found(List<Measurement> all, String score, Metric metric) {
    return all.stream()
        .filter(one -> one.adversary().equals(score) && one.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pca", "whitened", "discriminant", "lda", "label-aware"})
  void of_featureThatIsThePerson_tellsUnseenPeopleApart(String score) {
    List<Measurement> all = verified(8, 50);

    assertEquals(0, found(all, score, Metric.EQUAL_ERROR).estimate().value(), 0.01);
    assertEquals(1, found(all, score, Metric.AREA).estimate().value(), 0.01);
    assertEquals(1, found(all, score, Metric.TRUE_POSITIVES).estimate().value(), 0.01);
  }

  /** The interval over people holds chance, and is no wider than ± 0.06. */
  @ParameterizedTest
  @ValueSource(strings = {"pca", "whitened", "discriminant", "lda", "label-aware"})
  void of_featureThatIsNoise_isChance(String score) {
    List<Measurement> all = verified(8, 0);

    for (Metric metric : List.of(Metric.EQUAL_ERROR, Metric.AREA)) {
      Measurement measurement = found(all, score, metric);
      assertEquals(0.5, measurement.chance(), 1e-9);
      assertEquals(0.5, measurement.estimate().value(), 0.03);
      assertTrue(measurement.estimate().high() - measurement.estimate().low() < 0.12);
    }
    assertEquals(0.001, found(all, score, Metric.TRUE_POSITIVES).chance(), 1e-9);
    assertTrue(found(all, score, Metric.TRUE_POSITIVES).estimate().value() < 0.01);
  }

  /**
   * Held up to captures before a filter, and learned from those: what the filter lets through is
   * recognised, and what it turns around is not.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 0})
  void against_enrolledBeforeAFilter_isWhatTheFilterLetsThrough(double kept) {
    Random random = new Random(2);
    List<Integer> people = new ArrayList<>();
    float[] before = new float[400 * 6];
    float[] after = new float[400 * 6];
    for (int person = 0; person < 40; person++) {
      double[] mean = random.doubles(6, -3, 3).toArray();
      for (int i = 0; i < 10; i++) {
        for (int j = 0; j < mean.length; j++) {
          int at = people.size() * mean.length + j;
          before[at] = (float) (mean[j] + 0.1 * random.nextGaussian());
          after[at] = (float) (kept * mean[j] + 0.1 * random.nextGaussian());
        }
        people.add(person);
      }
    }
    Tensor clean = Tensor.of(Shape.of(400, 6), before);

    List<VerificationScores> found =
        Verification.against(
            new Verification.Views(clean, clean, Tensor.of(Shape.of(400, 6), after)),
            people,
            labels(people),
            1,
            2);

    double area = found(found.get(1).measurement(1), "whitened", Metric.AREA).estimate().value();
    assertEquals(kept == 1 ? 1 : 0.5, area, 0.08);
  }

  /** One of eight: distances drown it, and what was learned from other people finds it. */
  @Test
  void of_oneDirectionThatTells_isFoundByWhatWasLearned() {
    List<Measurement> all = verified(1, 5);

    double learned = found(all, "discriminant", Metric.AREA).estimate().value();
    double baseline = found(all, "whitened", Metric.AREA).estimate().value();
    assertTrue(learned > 0.85, "learned " + learned);
    assertTrue(learned > baseline + 0.05, learned + " against " + baseline);
  }

  @Test
  void of_featureThatIsTheSameForAll_isExactlyChance() {
    List<Integer> people = Synthetic.turns(10, 4);
    List<Measurement> all =
        Verification.of(Tensor.allocate(Shape.of(40, 3)), people, labels(people), 1, 1);

    for (Measurement measurement : all) {
      assertEquals(measurement.chance(), measurement.estimate().value(), 1e-9);
    }
  }

  @Test
  void of_tooFewPeopleOrCaptures_saysSo() {
    Tensor rows = Tensor.allocate(Shape.of(6, 2));
    List<String> same = Collections.nCopies(6, "f");

    assertThrows(
        NobodyToVerifyException.class,
        () -> Verification.of(rows, List.of(0, 0, 1, 1, 2, 2), same, 1, 1));
    assertThrows(
        NobodyToVerifyException.class,
        () -> Verification.of(rows, List.of(0, 1, 2, 3, 4, 5), same, 1, 1));
  }

  @Test
  void pairs_manyRows_areBoundedAndOfBothKinds() {
    List<Integer> people = Synthetic.turns(20, 200);
    Pairs pairs = Pairs.of(people, 50, 1000, new Random(1));

    assertEquals(20 * 50 + 1000, pairs.count());
    for (int i = 0; i < pairs.count(); i++) {
      boolean same = people.get(pairs.first()[i]).equals(people.get(pairs.second()[i]));
      assertEquals(pairs.same()[i], same);
      assertTrue(pairs.first()[i] != pairs.second()[i]);
    }
  }

  /** 0, 1, 2 are people of the first rows; others are numbered behind them. */
  @Test
  void pairsAcross_someAndOthers_areOfOneOfEach() {
    Pairs pairs = Pairs.across(List.of(0, 1), List.of(0, 0, 0, 1, 2), 2, 3, new Random(1));

    List<String> genuine = new ArrayList<>();
    for (int i = 0; i < pairs.count(); i++) {
      int first = List.of(0, 1).get(pairs.first()[i]);
      int second = List.of(0, 0, 0, 1, 2).get(pairs.second()[i] - 2);
      assertEquals(pairs.same()[i], first == second);
      if (pairs.same()[i]) {
        genuine.add(pairs.first()[i] + "-" + pairs.second()[i]);
      }
    }
    assertEquals(3, genuine.stream().distinct().count());
    assertEquals(3 + 2 * 3, pairs.count());
  }

  /** Scores .9 .8 .7 .6 of pairs same, other, same, other: by hand. */
  @Test
  void roc_fourPairs_isWhatAHandFinds() {
    Pairs pairs =
        new Pairs(
            new int[] {0, 0, 2, 0},
            new int[] {1, 2, 3, 3},
            new boolean[] {true, false, true, false});
    Roc roc = Roc.of(new double[] {.9, .8, .7, .6}, pairs, new int[] {0, 0, 1, 1});

    assertArrayEquals(new double[] {0.5, 0.75, 0.5, 0.5}, roc.values(new int[] {1, 1}), 1e-12);
    // Person 0 twice: the best pair of one person weighs two of three.
    assertEquals((2 + 0.5) / 3, roc.values(new int[] {2, 1})[1], 1e-12);
    assertEquals((2 + 0.5) / 3, roc.area(new int[] {2, 1}), 1e-12);
    assertTrue(Double.isNaN(roc.values(new int[] {2, 0})[1]));
    assertTrue(Double.isNaN(roc.area(new int[] {2, 0})));
    // All alike, by whatever weights: chance.
    assertEquals(0.5, roc.tied().area(new int[] {3, 7}), 1e-12);
  }
}
