package dev.winnow.attack.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.OracleData;
import dev.winnow.attack.statistics.Columns;
import dev.winnow.core.Estimate;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against scikit-learn, from adversaries.py; and what leaks and what does not. */
class RegressorTest {
  private static final RegressionData DATA = oracle();

  @Test
  void ridge_predictions_areThoseOfScikitLearn() {
    double[] said = new RidgeRegression().predictions(DATA);

    assertArrayEquals(OracleData.expected("ridge"), said, 1e-5);
    double score = R2Score.of(said, DATA.unknown(), DATA.features().shown(), 1).value();
    assertEquals(OracleData.expected("ridge-r2")[0], score, 1e-6);
  }

  @Test
  void ridge_fewerRowsThanColumns_isTheSameByItsDual() {
    float[][] known = Arrays.copyOf(Columns.rows(DATA.features().known()), 5);
    double[] numbers = Arrays.copyOf(DATA.targets(), 5);

    double[] said =
        RidgeFit.of(known, numbers).with(0.1).predict(Columns.rows(DATA.features().unknown()));

    assertArrayEquals(OracleData.expected("ridge-wide"), said, 1e-5);
  }

  @Test
  void neighbours_predictions_areThoseOfScikitLearn() {
    double[] said = new NearestNeighboursRegression().predictions(DATA);

    assertArrayEquals(OracleData.expected("neighbours"), said, 1e-5);
  }

  /** A feature that says how old somebody is, to a few years. */
  @Test
  void score_ofALeakyFeature_isNearlyAll() {
    for (Regressor regressor : Regressor.all()) {
      Estimate score = score(regressor, ages(0.1, false));
      assertTrue(score.low() > 0.9 && score.high() <= 1, regressor.word() + " " + score);
    }
  }

  /** Ages have nothing to do with the feature, or were dealt out anew among what is learned. */
  @Test
  void score_ofASafeFeature_isNothing() {
    for (Regressor regressor : Regressor.all()) {
      Estimate safe = score(regressor, ages(0.1, true));
      assertTrue(safe.low() <= 0 && safe.value() < 0.05, regressor.word() + " " + safe);
      Estimate shuffled = score(regressor, ages(0.1, false).shuffled(1));
      assertTrue(shuffled.value() < 0.05, regressor.word() + " " + shuffled);
    }
  }

  private static Estimate score(Regressor regressor, RegressionData data) {
    return R2Score.of(regressor.predictions(data), data.unknown(), data.features().shown(), 1);
  }

  private static RegressionData oracle() {
    Random noise = new Random(2);
    return new RegressionData(
        OracleData.PREPARED,
        numbers(OracleData.PREPARED.known(), noise),
        numbers(OracleData.PREPARED.unknown(), noise));
  }

  private static List<Double> numbers(Tensor rows, Random noise) {
    return Arrays.stream(Columns.rows(rows))
        .map(row -> row[0] + row[1] * (double) row[1] / 2 + noise.nextFloat())
        .toList();
  }

  /** Of 80 people with five rows each, half of whom are known. */
  private static RegressionData ages(double noise, boolean unrelated) {
    Random random = new Random(1);
    List<Integer> people =
        IntStream.range(0, 40).flatMap(i -> IntStream.generate(() -> i).limit(5)).boxed().toList();
    Tensor[] rows = {Tensor.allocate(Shape.of(200, 3)), Tensor.allocate(Shape.of(200, 3))};
    double[][] ages = new double[2][40];
    for (int part = 0; part < 2; part++) {
      for (int row = 0; row < 200; row++) {
        double age = row % 5 == 0 ? random.nextDouble() : ages[part][people.get(row)];
        ages[part][people.get(row)] = age;
        for (int i = 0; i < 3; i++) {
          double told = unrelated ? 0 : age;
          rows[part].buffer().put(row * 3 + i, (float) (told + noise * random.nextGaussian()));
        }
      }
    }
    List<Double> known = people.stream().map(i -> ages[0][i]).toList();
    List<Double> unknown = people.stream().map(i -> ages[1][i]).toList();
    List<Integer> others = people.stream().map(i -> i + 40).toList();
    AttackData features = new AttackData(rows[0], people, rows[1], others);
    return new RegressionData(features.prepared(1), known, unknown);
  }
}
