package dev.winnow.attack.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The shape of DeepPrivInf2017's curve: four values of unit variance, noise from little to much.
 */
class LinkabilityTest {
  private static final int CANDIDATES = 1500;
  private static final List<Integer> PEOPLE = IntStream.range(0, CANDIDATES).boxed().toList();

  private static List<Measurement> linked(double sigma) {
    Tensor features =
        Synthetic.rows(Collections.nCopies(CANDIDATES, 0), new double[1][4], new Random(1));
    return Linkability.of(features, noisy(features, sigma), PEOPLE, 2);
  }

  private static Tensor noisy(Tensor features, double sigma) {
    Random random = new Random(2);
    Tensor noisy = Tensor.allocate(features.shape());
    for (int i = 0; i < features.shape().size(); i++) {
      noisy.buffer().put(i, (float) (features.buffer().get(i) + sigma * random.nextGaussian()));
    }
    return noisy;
  }

  private static double first(double sigma) {
    return linked(sigma).get(0).estimate().value();
  }

  private static double meanRank(double sigma) {
    return linked(sigma).get(1).estimate().value();
  }

  @Test
  void of_noNoise_linksEveryCapture() {
    assertEquals(1, first(0));
    assertEquals(1.0 / CANDIDATES, meanRank(0), 1e-12);
  }

  @Test
  void of_negligibleNoise_linksNineOfTen() {
    assertTrue(first(0.01) > 0.9, "first " + first(0.01));
  }

  @Test
  void of_growingNoise_linksLessAndLess() {
    double before = 1.01;
    for (double sigma : new double[] {0.01, 0.1, 0.3, 1, 3}) {
      double now = first(sigma);
      assertTrue(now < before, sigma + ": " + now + " after " + before);
      before = now;
    }
    assertTrue(before < 0.01, "first at the largest noise " + before);
    assertTrue(meanRank(3) > 0.25 && meanRank(3) < 0.45, "mean rank " + meanRank(3));
  }

  /** Ranks are then uniform: ½ ± 5 · 0.29 / √1500. */
  @Test
  void of_hugeNoise_knowsNothing() {
    assertEquals(0.5, meanRank(10_000), 0.04);
    assertTrue(first(10_000) < 0.01);
  }

  @Test
  void of_candidatesThatAreEqual_isExactlyChance() {
    Tensor features = Tensor.allocate(Shape.of(100, 3));
    List<Measurement> equal =
        Linkability.of(features, noisy(features, 0.1), PEOPLE.subList(0, 100), 1);

    assertEquals(0.01, equal.get(0).estimate().value(), 1e-12);
    assertEquals(equal.get(1).chance(), equal.get(1).estimate().value(), 1e-12);
  }
}
