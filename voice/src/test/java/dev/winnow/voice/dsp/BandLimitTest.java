package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandLimitTest {
  private static double gain(double frequency) {
    double[] tone = new double[Voices.RATE];
    Arrays.setAll(tone, n -> 0.5 * Math.sin(2 * Math.PI * frequency * n / Voices.RATE));
    double[] passed = BandLimit.of(300, 3_400, Voices.RATE).all(tone);
    int half = tone.length / 2;
    return Voices.decibels(Arrays.copyOfRange(passed, half, tone.length))
        - Voices.decibels(Arrays.copyOfRange(tone, half, tone.length));
  }

  @Test
  void all_toneAtAnEdge_losesThreeDecibels() {
    assertEquals(-3, gain(300), 0.1);
    assertEquals(-3, gain(3_400), 0.1);
    assertEquals(0, gain(1_000), 0.1);
  }

  @Test
  void all_toneAnOctaveBeyond_losesTwentyFour() {
    assertEquals(-24, gain(150), 0.5);
    assertTrue(gain(6_800) < -24, "the bilinear transform makes it steeper towards half the rate");
  }

  @ParameterizedTest
  @CsvSource({"0, 3400", "3400, 300", "300, 8000", "NaN, 3400"})
  void of_edgesThatAreNoBand_isRefused(double low, double high) {
    assertThrows(IllegalArgumentException.class, () -> BandLimit.of(low, high, Voices.RATE));
  }
}
