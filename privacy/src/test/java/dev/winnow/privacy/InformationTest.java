package dev.winnow.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Noise;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InformationTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static Noise noise(Noise.Mode mode, double sigma) {
    return new Noise(mode, 1, sigma, List.of(1.0));
  }

  /** Values ± 1 in turns of the rows: variance 4/3 with n − 1, and one direction of two. */
  private static Tensor twins() {
    return Tensor.of(Shape.of(4, 2), 1, 1, -1, -1, 1, 1, -1, -1);
  }

  @Test
  void gaussian_valuesThatAreEqual_countOnce() {
    Information information =
        Information.of(noise(Noise.Mode.FRESH, 1), twins(), List.of(INFINITE, INFINITE), 1);

    assertEquals(Math.log(1 + 8.0 / 3) / Math.log(2) / 2, information.gaussian(), 1e-6);
    assertEquals(Math.log(1 + 4.0 / 3) / Math.log(2), information.axes(), 1e-6);
    assertEquals(information.gaussian(), information.bits());
    assertTrue(information.toJson().path("any_population").isMissingNode());
  }

  /**
   * log₂(1 + 2A / (σ √(2πe))) at A = 10 σ: log₂(1 + 20 / 4.1327) = 2.5458; ½ log₂(101) = 3.3291.
   */
  @Test
  void anyPopulation_clipFarBeyondTheNoise_isWhatMcKellipsSays() {
    Tensor spread = Tensor.of(Shape.of(2, 1), -10, 10);
    Information information = Information.of(noise(Noise.Mode.FRESH, 1), spread, List.of(10.0), 1);

    assertEquals(2.5458, information.anyPopulation(), 1e-4);
    assertEquals(information.anyPopulation(), information.bits(), 1e-12);
  }

  /** ½ log₂(1 + A²/σ²) is the lesser for a narrow clip. */
  @Test
  void anyPopulation_clipWithinTheNoise_isThatOfItsPower() {
    Information information =
        Information.of(
            noise(Noise.Mode.FRESH, 1), Tensor.of(Shape.of(2, 1), -0.5f, 0.5f), List.of(0.5), 1);

    assertEquals(Math.log(1.25) / Math.log(2) / 2, information.anyPopulation(), 1e-9);
  }

  @Test
  void of_askedOften_tellsMoreUnlessTheNoiseIsPermanent() {
    List<Double> clip = List.of(1.0, 1.0);
    double once = Information.of(noise(Noise.Mode.FRESH, 1), twins(), clip, 1).bits();
    double often = Information.of(noise(Noise.Mode.FRESH, 1), twins(), clip, 100).bits();
    Information permanent = Information.of(noise(Noise.Mode.PERMANENT, 1), twins(), clip, 100);

    assertEquals(Information.of(noise(Noise.Mode.FRESH, 0.1), twins(), clip, 1).bits(), often);
    assertTrue(often > 2 * once, once + " and " + often);
    assertEquals(Information.of(noise(Noise.Mode.PERMANENT, 1), twins(), clip, 1), permanent);
    assertTrue(permanent.anyPopulation() > 0.9, "rounding adds a quarter of sigma to the clip");
  }

  @Test
  void mostIdentified_ofPeople_isFano() {
    Information two = new Information(2, 3, 4);

    assertEquals(3 / 10.0, two.mostIdentified(1024), 1e-12);
    assertEquals(1, two.mostIdentified(4));
    assertThrows(IllegalArgumentException.class, () -> two.mostIdentified(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Information.of(noise(Noise.Mode.FRESH, 1), twins(), List.of(1.0), 1));
  }

  static Stream<Arguments> populations() {
    return Stream.of(0.3, 1.0, 3.0, 10.0)
        .flatMap(apart -> Stream.of(1.0, 4.0).map(sigma -> Arguments.of(apart, sigma)));
  }

  /**
   * Sixty-four people on clipped features with noise: nobody names more of them than the bound
   * allows, whether it is loose (apart and little noise) or tight.
   */
  @ParameterizedTest
  @MethodSource("populations")
  void mostIdentified_anyAdversary_staysBelow(double apart, double sigma) {
    Evidence people = Synthetic.evidence(64, 30, 15, 3, 3, apart);
    Tensor known = clipped(people.known());
    Tensor unknown = clipped(people.unknown());
    Information information =
        Information.of(noise(Noise.Mode.FRESH, sigma), known, Collections.nCopies(3, 2.0), 1);
    Evidence noisy =
        new Evidence(
            Repeated.averaged(known, 1, noise(sigma, 3)),
            people.knownPeople(),
            Repeated.averaged(unknown, 1, noise(sigma, 4)),
            people.unknownPeople());

    double bound = information.mostIdentified(64);
    Prepared prepared = noisy.prepared(1);
    for (Adversary adversary :
        List.of(
            new NearestNeighbour(),
            GaussianKde.own(),
            GaussianKde.pooled(),
            GaussianKde.white(),
            Retrained.logistic(1, 1))) {
      double found = adversary.topOne(prepared);
      assertTrue(found < bound, adversary.word() + " " + found + " against " + bound);
    }
  }

  static Consumer<Tensor> noise(double sigma, long seed) {
    Random random = new Random(seed);
    return rows -> {
      FloatBuffer values = rows.buffer();
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, (float) (values.get(i) + sigma * random.nextGaussian()));
      }
    };
  }

  private static Tensor clipped(Tensor rows) {
    Tensor clipped = Tensor.allocate(rows.shape());
    for (int i = 0; i < rows.shape().size(); i++) {
      clipped.buffer().put(i, Math.max(-2, Math.min(2, rows.buffer().get(i))));
    }
    return clipped;
  }
}
