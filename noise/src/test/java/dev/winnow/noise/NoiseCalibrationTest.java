package dev.winnow.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.RandomizedResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseCalibrationTest {
  private static final double ROUNDING = 1e-9;
  private static final List<Interval> TWO = List.of(new Interval(-1, 1), new Interval(0, 8));

  @ParameterizedTest
  @CsvSource({"5, 2, 0.5", "5, 2, 0", "5, 2, 1", "0.1, 7, 0.5", "9, 256, 0.25"})
  void randomizedResponse_anyShare_hasTheEpsilonAskedFor(double e, int levels, double share) {
    RandomizedResponse made = new NoiseCalibration(TWO, share).randomizedResponse(e, levels);

    assertEquals(e, ChannelCapacity.of(made).epsilon(1).orElseThrow(), ROUNDING);
    assertEquals(share == 0, made.permanentFlip() == 0);
    assertEquals(share == 1, made.freshFlip() == 0);
  }

  /** Two equal symmetric channels in a row: each keeps the root of what both keep. */
  @Test
  void randomizedResponse_half_givesBothLayersTheSame() {
    RandomizedResponse made =
        new NoiseCalibration(TWO, NoiseCalibration.HALF).randomizedResponse(4, 3);

    assertEquals(made.permanentFlip(), made.freshFlip(), ROUNDING);
  }

  @Test
  void gaussian_ratio_isOfTheLargestVariance() {
    GaussianNoise made = new NoiseCalibration(TWO, 0.25).gaussian(0.1, 40);

    assertEquals(2, made.sigma(), ROUNDING);
    assertEquals(1, made.permanentSigma(), ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void anyMechanism_strengthOutOfRange_isRefused(double strength) {
    NoiseCalibration half = new NoiseCalibration(TWO, 0.5);

    assertThrows(IllegalArgumentException.class, () -> half.randomizedResponse(strength, 2));
    assertThrows(IllegalArgumentException.class, () -> half.gaussian(strength, 1));
    assertThrows(IllegalArgumentException.class, () -> half.gaussian(0.1, strength));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void new_shareOutOfRange_isRefused(double share) {
    assertThrows(IllegalArgumentException.class, () -> new NoiseCalibration(TWO, share));
  }
}
