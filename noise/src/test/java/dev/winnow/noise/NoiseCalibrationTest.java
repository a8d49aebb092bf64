package dev.winnow.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseCalibrationTest {
  private static final double ROUNDING = 1e-9;
  private static final List<Interval> TWO = List.of(new Interval(-1, 1), new Interval(0, 8));

  private static Quantizer levels(int levels) {
    return new Quantizer.Uniform(TWO, levels);
  }

  @ParameterizedTest
  @CsvSource({"5, 2, 0.5", "5, 2, 0", "5, 2, 1", "0.1, 7, 0.5", "9, 256, 0.25"})
  void randomizedResponse_anyShare_hasTheEpsilonAskedFor(double e, int levels, double share) {
    RandomizedResponse made = new NoiseCalibration(share).randomizedResponse(levels(levels), e);

    assertEquals(e, ChannelCapacity.of(made).epsilon(1).orElseThrow(), ROUNDING);
    assertEquals(share == 0, made.permanentFlip() == 0);
    assertEquals(share == 1, made.freshFlip() == 0);
  }

  /** Two equal symmetric channels in a row: each keeps the root of what both keep. */
  @Test
  void randomizedResponse_half_givesBothLayersTheSame() {
    RandomizedResponse made =
        new NoiseCalibration(NoiseCalibration.HALF).randomizedResponse(levels(3), 4);

    assertEquals(made.permanentFlip(), made.freshFlip(), ROUNDING);
  }

  @Test
  void randomizedResponse_infiniteEpsilon_replacesNothing() {
    RandomizedResponse made =
        new NoiseCalibration(NoiseCalibration.HALF)
            .randomizedResponse(levels(4), Double.POSITIVE_INFINITY);

    assertEquals(0, made.flip());
    assertEquals(4, ChannelCapacity.of(made).first(), ROUNDING);
    assertEquals(4, ChannelCapacity.of(made).endless(), ROUNDING);
    assertFalse(ChannelCapacity.of(made).figures().containsKey("epsilon"));
  }

  @Test
  void gaussian_ratio_isOfTheLargestVariance() {
    GaussianNoise made = new NoiseCalibration(0.25).gaussian(TWO, 0.1, 40);

    assertEquals(2, made.sigma(), ROUNDING);
    assertEquals(1, made.permanentSigma(), ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void anyMechanism_strengthOutOfRange_isRefused(double strength) {
    NoiseCalibration half = new NoiseCalibration(0.5);

    assertThrows(
        IllegalArgumentException.class, () -> half.randomizedResponse(levels(2), strength));
    assertThrows(IllegalArgumentException.class, () -> half.gaussian(TWO, strength, 1));
    assertThrows(IllegalArgumentException.class, () -> half.gaussian(TWO, 0.1, strength));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void new_shareOutOfRange_isRefused(double share) {
    assertThrows(IllegalArgumentException.class, () -> new NoiseCalibration(share));
  }
}
