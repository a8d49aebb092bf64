package dev.winnow.learn.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On two Gaussian clouds of one variance, around −1 and 1 on the first of two axes. */
class TabularTrainingTest {
  private static final TabularSettings SETTINGS =
      TabularSettings.of(new Schedule(40, 32, 0.05, Optimizer.ADAM), 1, 1);

  private record Clouds(Tensor rows, List<Integer> classes) {}

  private static Clouds clouds(int each, int more, double spread, long seed) {
    Random random = new Random(seed);
    List<Integer> classes = new ArrayList<>();
    Tensor rows = Tensor.allocate(Shape.of(each + more, 2));
    for (int i = 0; i < each + more; i++) {
      classes.add(i < each ? 0 : 1);
      rows.buffer().put(2 * i, (float) ((i < each ? -1 : 1) + spread * random.nextGaussian()));
      rows.buffer().put(2 * i + 1, (float) (spread * random.nextGaussian()));
    }
    return new Clouds(rows, classes);
  }

  private static Network train(Clouds clouds, TabularSettings settings) {
    return TabularTraining.run(
        TabularNetworks.logistic(2, 2), clouds.rows, clouds.classes, settings, Progress.NONE);
  }

  private static float[] probabilities(Network network, Tensor rows) {
    try (Session session = Session.open(network, 1)) {
      return session.run(rows).toArray();
    }
  }

  private static double accuracy(Network network, Clouds clouds) {
    float[] scores = probabilities(network, clouds.rows);
    int right = 0;
    for (int i = 0; i < clouds.classes.size(); i++) {
      right += (scores[2 * i + 1] > scores[2 * i] ? 1 : 0) == clouds.classes.get(i) ? 1 : 0;
    }
    return (double) right / clouds.classes.size();
  }

  /** Bayes: Φ(1/0.5) = 97.7 % right; two standard errors of 2,000 draws are 0.7 points. */
  @Test
  void run_gaussianClouds_separatesThemAsWellAsAnybodyCan() {
    Network trained = train(clouds(500, 500, 0.5, 1), SETTINGS);

    assertEquals(0.977, accuracy(trained, clouds(1000, 1000, 0.5, 2)), 0.01);
  }

  /** The slope of the log-odds is 2/σ², with or without noise added to σ² = 1/4. */
  @Test
  void run_withNoise_trustsTheRowsAsMuchLess() {
    Clouds clouds = clouds(500, 500, 0.5, 1);
    Tensor one = Tensor.of(Shape.of(1, 2), 1, 0);

    double sharp = logOdds(probabilities(train(clouds, SETTINGS), one));
    double blurred = logOdds(probabilities(train(clouds, SETTINGS.withNoise(1)), one));

    assertEquals(2 / 0.25, sharp, 2);
    assertEquals(2 / 1.25, blurred, 0.4);
  }

  @Test
  void run_balanced_movesTheBorderToTheMiddle() {
    Clouds skewed = clouds(900, 100, 1, 1);
    Tensor middle = Tensor.of(Shape.of(1, 2), 0, 0);

    double asSeen = logOdds(probabilities(train(skewed, SETTINGS), middle));
    double balanced = logOdds(probabilities(train(skewed, SETTINGS.withBalance()), middle));

    assertEquals(Math.log(100.0 / 900), asSeen, 0.7);
    assertEquals(0, balanced, 0.7);
  }

  @Test
  void run_sameSeed_givesTheSameWeights() {
    Clouds clouds = clouds(50, 50, 0.5, 1);
    TabularSettings noisy = SETTINGS.withNoise(1).withDecay(0.01);

    assertArrayEquals(
        probabilities(train(clouds, noisy), clouds.rows),
        probabilities(train(clouds, noisy), clouds.rows));
  }

  @Test
  void perceptron_classesThatNoLineSeparates_areLearned() {
    Random random = new Random(1);
    Tensor rows = Tensor.allocate(Shape.of(400, 2));
    List<Integer> classes = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      float x = random.nextFloat() - 0.5f;
      float y = random.nextFloat() - 0.5f;
      rows.rows(i, i + 1).buffer().put(x).put(y);
      classes.add(x * y > 0 ? 1 : 0);
    }
    Network trained =
        TabularTraining.run(
            TabularNetworks.perceptron(2, 32, 2, 1), rows, classes, SETTINGS, Progress.NONE);

    assertTrue(accuracy(trained, new Clouds(rows, classes)) > 0.95);
  }

  @Test
  void run_aSingleRow_isRefused() {
    Clouds one = clouds(1, 0, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> train(one, SETTINGS));
    assertThrows(InvalidSettingException.class, () -> SETTINGS.withNoise(-1));
  }

  private static double logOdds(float[] probabilities) {
    return Math.log(probabilities[1] / probabilities[0]);
  }
}
