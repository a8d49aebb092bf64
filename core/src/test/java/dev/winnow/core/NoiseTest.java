package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Noise.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  /** Arithmetic in double precision on a handful of numbers. */
  private static final double ROUNDING = 1e-12;

  private static Noise noise(Mode mode) {
    return Noise.of(mode, 0.25, List.of(3.0, 12.0, 0.0));
  }

  @ParameterizedTest
  @EnumSource
  void of_ratio_isOfTheLargestVariance(Mode mode) {
    assertEquals(Math.sqrt(3), noise(mode).sigma(), ROUNDING);
  }

  /** σ² = 3: log₂(1 + 3/3) = 1 and log₂(1 + 12/3) = log₂ 5, halved; nothing from what is still. */
  @ParameterizedTest
  @EnumSource
  void bits_oneAnswer_addUpOverTheDirections(Mode mode) {
    double expected = (1 + Math.log(5) / Math.log(2)) / 2;

    assertEquals(expected, noise(mode).bits(), ROUNDING);
    assertEquals(expected, noise(mode).bits(1), ROUNDING);
  }

  /** Five answers averaged have σ² = 3/5: log₂(1 + 5) and log₂(1 + 20), halved. */
  @Test
  void bits_manyFreshAnswers_tellWhatTheirMeanTells() {
    assertEquals(Math.log(6 * 21) / Math.log(2) / 2, noise(Mode.FRESH).bits(5), ROUNDING);
  }

  @Test
  void bits_manyPermanentAnswers_tellNoMoreThanOne() {
    Noise permanent = noise(Mode.PERMANENT);

    assertEquals(permanent.bits(), permanent.bits(1_000_000));
  }

  /** The numbers of a Gaussian channel at 0 dB: half a bit a use (Cover and Thomas, (9.16)). */
  @Test
  void bits_signalAsStrongAsTheNoise_areOneHalf() {
    assertEquals(0.5, Noise.of(Mode.FRESH, 1, List.of(7.0)).bits(), ROUNDING);
  }

  @Test
  void mostIdentified_amongManyPeople_isBoundedByFano() {
    Noise half = Noise.of(Mode.FRESH, 1, List.of(7.0));

    assertEquals(1.5 / 6, half.mostIdentified(64, 1), ROUNDING);
    assertEquals(1, half.mostIdentified(2, 1));
    assertTrue(half.mostIdentified(64, 10) > half.mostIdentified(64, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void of_ratioOutOfRange_isRefused(double ratio) {
    List<Double> one = List.of(1.0);
    assertThrows(IllegalArgumentException.class, () -> Noise.of(Mode.FRESH, ratio, one));
  }

  @Test
  void of_variancesOutOfRange_areRefused() {
    for (List<Double> variances :
        List.of(List.<Double>of(), List.of(0.0), List.of(1.0, -1.0), List.of(1.0, Double.NaN))) {
      assertThrows(
          IllegalArgumentException.class, () -> Noise.of(Mode.FRESH, 0.1, variances), "accepted");
    }
  }

  /** p = 2 φ(2.5) / 2.5 = 0.014023: (1 + h(p)) / (1 − p) with h(p) = 0.106413, by hand. */
  @Test
  void bits_anchors_costWhatChoosingTells() {
    Noise plain = new Noise(Mode.PERMANENT, 1 / 3.0, 1, List.of(3.0));
    Noise held = plain.withAnchors(new Anchors(List.of(List.of(-5), List.of(5))));

    assertEquals(1, plain.bits(), ROUNDING);
    assertEquals(1.12215, held.bits(), 1e-4);
    assertEquals(held.bits(), held.bits(100));
  }

  @Test
  void withAnchors_thatDoNotFit_areRefused() {
    Noise permanent = new Noise(Mode.PERMANENT, 1 / 3.0, 1, List.of(3.0));
    Anchors near = new Anchors(List.of(List.of(0), List.of(6)));
    Anchors wide = new Anchors(List.of(List.of(0, 0), List.of(9, 9)));
    Anchors apart = new Anchors(List.of(List.of(0), List.of(9)));

    assertThrows(IllegalArgumentException.class, () -> permanent.withAnchors(near));
    assertThrows(IllegalArgumentException.class, () -> permanent.withAnchors(wide));
    Noise fresh = new Noise(Mode.FRESH, 1 / 3.0, 1, List.of(3.0));
    assertThrows(IllegalArgumentException.class, () -> fresh.withAnchors(apart));
    assertEquals(apart, permanent.withAnchors(apart).anchors());
  }

  @Test
  void bits_noAnswerOrOnePerson_isRefused() {
    Noise noise = noise(Mode.FRESH);
    assertThrows(IllegalArgumentException.class, () -> noise.bits(0));
    assertThrows(IllegalArgumentException.class, () -> noise.mostIdentified(1, 1));
  }
}
