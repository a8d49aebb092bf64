package dev.winnow.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ChannelCapacityTest {
  /** Arithmetic in double precision on a handful of numbers. */
  private static final double ROUNDING = 1e-9;

  private static final List<Interval> ONE = List.of(new Interval(-1, 1));
  private static final List<Interval> TWO = List.of(new Interval(-1, 1), new Interval(0, 8));

  private static ChannelCapacity response(List<Interval> bounds, int levels, double... flips) {
    return ChannelCapacity.of(RandomizedResponse.of(bounds, levels, flips[0], flips[1]));
  }

  /** 1 − h(.11) = .50008 bits: Cover and Thomas, section 7.1.4, and their table of h. */
  @Test
  void first_binaryResponse_isThatOfTheBinarySymmetricChannel() {
    assertEquals(0.500084, response(ONE, 2, 0.11, 0).first(), 1e-6);
    assertEquals(2 * 0.500084, response(TWO, 2, 0, 0.11).first(), 2e-6);
  }

  /** log₂ 4 − h(.3) − .3 log₂ 3 = 2 − .881291 − .475489, by hand. */
  @Test
  void first_fourLevels_isThatOfTheSymmetricChannel() {
    assertEquals(0.643220, response(ONE, 4, 0.3, 0).first(), 1e-6);
  }

  /** .1 and .2 flip .1 · .8 + .2 · .9 = .26 of two levels. */
  @Test
  void flip_twoLayers_isThatOfBothInARow() {
    assertEquals(0.26, RandomizedResponse.of(ONE, 2, 0.1, 0.2).flip(), ROUNDING);
    // Of three levels a second flip comes back half of the time: .08 + .18 + .1 · .2 / 2.
    assertEquals(0.27, RandomizedResponse.of(ONE, 3, 0.1, 0.2).flip(), ROUNDING);
  }

  @Test
  void bits_manyAnswersAboutOneCapture_endAtThePermanentLayer() {
    ChannelCapacity both = response(ONE, 2, 0.1, 0.2);

    assertTrue(both.bits(1) < both.bits(2));
    assertEquals(response(ONE, 2, 0.1, 0).first(), both.bits(1_000), ROUNDING);
    assertEquals(both.bits(1_000), both.endless(), ROUNDING);
    assertEquals(1, response(ONE, 2, 0, 0.2).endless(), ROUNDING);
    assertEquals(OptionalDouble.of(1), both.cells());
  }

  /** One symbol of four, whatever values a codeword has: log₂ 4 − h(.3) − .3 log₂ 3, once. */
  @Test
  void first_codewords_isThatOfOneSymmetricChannel() {
    Quantizer four =
        new Quantizer.Vector(
            TWO,
            List.of(List.of(0.0, 0.0), List.of(0.0, 4.0), List.of(1.0, 0.0), List.of(1.0, 8.0)));

    ChannelCapacity noisy = ChannelCapacity.of(new RandomizedResponse(four, 0.3, 0));
    ChannelCapacity rounded = ChannelCapacity.of(new RandomizedResponse(four, 0, 0));

    assertEquals(0.643220, noisy.first(), 1e-6);
    assertEquals(Math.log(7), noisy.epsilon(1).orElseThrow(), ROUNDING);
    assertEquals(2, rounded.first(), ROUNDING);
    assertEquals(
        "randomised response over 4 codewords, at most 2.00 bits an answer, and 2.00 however often"
            + " one capture is asked about",
        rounded.toString());
  }

  /** ln(.89 / .11) for two levels, ln(.7 / .1) for four of which three share .3. */
  @Test
  void epsilon_response_isTheLogarithmOfTheLikeliestRatio() {
    assertEquals(Math.log(89 / 11.0), response(ONE, 2, 0.11, 0).epsilon(1).orElseThrow(), ROUNDING);
    assertEquals(2 * Math.log(7), response(TWO, 4, 0.3, 0).epsilon(1).orElseThrow(), ROUNDING);
    assertEquals(Math.log(9), response(ONE, 2, 0.1, 0.2).endlessEpsilon().orElseThrow(), ROUNDING);
    assertEquals(Double.POSITIVE_INFINITY, response(ONE, 2, 0, 0.2).endlessEpsilon().orElseThrow());
  }

  /** A = σ: min(log₂(1 + 2 / √(2πe)), ½ log₂ 2) = min(.5704, .5), by hand. */
  @Test
  void first_gaussian_isMcKellipsBound() {
    ChannelCapacity equal = ChannelCapacity.of(new GaussianNoise(ONE, 0.6, 0.8));
    ChannelCapacity wide = ChannelCapacity.of(new GaussianNoise(ONE, 0.1, 0));

    assertEquals(0.5, equal.first(), ROUNDING);
    assertEquals(Math.log(1 + 20 / Math.sqrt(2 * Math.PI * Math.E)) / Math.log(2), wide.first());
    assertEquals(OptionalDouble.empty(), equal.epsilon(1));
    assertEquals(OptionalDouble.empty(), equal.cells());
  }

  /** σ² = .36 + .64 / k, and .36 in the end. */
  @Test
  void bits_manyGaussianAnswers_wearDownTheFreshLayer() {
    ChannelCapacity both = ChannelCapacity.of(new GaussianNoise(ONE, 0.6, 0.8));

    assertEquals(ChannelCapacity.peakLimited(1, Math.sqrt(0.52)), both.bits(4), ROUNDING);
    assertEquals(ChannelCapacity.peakLimited(1, 0.6), both.endless(), ROUNDING);
    assertEquals(
        Double.POSITIVE_INFINITY, ChannelCapacity.of(new GaussianNoise(ONE, 0, 1)).endless());
  }

  @Test
  void bits_noAnswer_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> response(ONE, 2, 0.1, 0).bits(0));
  }

  @Test
  void toString_anyMechanism_saysWhatItTells() {
    assertEquals(
        "randomised response over 2 levels, at most 0.50 bits (ε 2.09) an answer, and 0.50 (ε 2.09)"
            + " however often one capture is asked about",
        response(ONE, 2, 0.11, 0).toString());
    assertEquals(
        "Gaussian noise of σ 1.00, at most 0.50 bits an answer, and anything however often one capture"
            + " is asked about",
        ChannelCapacity.of(new GaussianNoise(ONE, 0, 1)).toString());
  }

  /** Half in each cell the bound is the capacity; all in one cell nothing is told. */
  @Test
  void responseChannel_population_tellsAtMostTheCapacity() {
    RandomizedResponse response = RandomizedResponse.of(ONE, 2, 0.11, 0);
    Tensor halves = Tensor.of(Shape.of(4, 1), -1, 1, -0.3f, 0.3f);
    Tensor alike = Tensor.of(Shape.of(4, 1), 1, 1, 0.5f, 0.3f);

    assertEquals(0.500084, ResponseChannel.of(response, halves).bits(1), 1e-6);
    assertEquals(1, ResponseChannel.of(response, halves).cellEntropy(), ROUNDING);
    assertEquals(0, ResponseChannel.of(response, alike).bits(100), ROUNDING);
    assertEquals(0, ResponseChannel.of(response, alike).cellEntropy(), ROUNDING);
  }

  /** λ = 3σ² in two directions: log₂ 4 / 2 = 1 bit each. */
  @Test
  void gaussianChannel_population_isTheSumOfItsDirections() {
    GaussianNoise noise = new GaussianNoise(TWO, 0, 0.5);

    assertEquals(2, GaussianChannel.bits(noise, List.of(0.75, 0.75), 1), ROUNDING);
    assertEquals(
        Math.log(13) / Math.log(2), GaussianChannel.bits(noise, List.of(0.75, 0.75), 4), ROUNDING);
  }
}
