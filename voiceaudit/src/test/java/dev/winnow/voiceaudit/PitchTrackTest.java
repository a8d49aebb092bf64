package dev.winnow.voiceaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PitchTrackTest {
  private static final int RATE = 16_000;

  @ParameterizedTest
  @ValueSource(doubles = {80, 120, 210, 350})
  void of_harmonics_isTheirPitch(double hertz) {
    PitchTrack track = PitchTrack.of(harmonics(hertz), RATE);

    assertEquals(1, track.voiced(), 0.05);
    double median = 60 * Math.pow(2, track.octaves()[track.octaves().length / 2]);
    assertEquals(hertz, median, hertz * 0.03);
  }

  @Test
  void of_noise_isNotVoiced() {
    Random random = new Random(1);
    double[] noise = random.doubles(RATE).map(x -> x - 0.5).toArray();

    assertTrue(PitchTrack.of(noise, RATE).voiced() < 0.05);
  }

  @Test
  void of_lessThanOneWindow_hasNoPitch() {
    assertEquals(0, PitchTrack.of(new double[10], RATE).octaves().length);
  }

  private static double[] harmonics(double hertz) {
    double[] samples = new double[RATE];
    Arrays.setAll(
        samples,
        i -> {
          double sum = 0;
          for (int k = 1; k <= 8; k++) {
            sum += Math.sin(2 * Math.PI * k * hertz * i / RATE) / k;
          }
          return 0.2 * sum;
        });
    return samples;
  }
}
