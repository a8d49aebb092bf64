package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearPredictionTest {
  private static final double[] KNOWN = {1, -1.6, 1.2, -0.4};

  private static double[] autoregressive(int samples) {
    Random random = new Random(5);
    return AllPole.filter(KNOWN, random.doubles(samples, -1, 1).toArray());
  }

  /** The estimate's deviation is 1/√n for each coefficient, so that 0.02 is more than five. */
  @Test
  void burg_noiseThroughAKnownFilter_findsTheFilter() {
    assertArrayEquals(KNOWN, LinearPrediction.burg(autoregressive(100_000), 3), 0.02);
  }

  @Test
  void levinson_autocorrelationOfTheSame_findsTheFilterToo() {
    double[] sound = autoregressive(100_000);
    double[] correlation = new double[4];
    for (int lag = 0; lag < 4; lag++) {
      for (int n = lag; n < sound.length; n++) {
        correlation[lag] += sound[n] * sound[n - lag];
      }
    }

    assertArrayEquals(KNOWN, LinearPrediction.levinson(correlation), 0.02);
  }

  @Test
  void residual_ofWhatItMade_isTheExcitation() {
    double[] excitation = new Random(6).doubles(500, -1, 1).toArray();

    assertArrayEquals(
        excitation, AllPole.residual(KNOWN, AllPole.filter(KNOWN, excitation)), 1e-12);
  }
}
