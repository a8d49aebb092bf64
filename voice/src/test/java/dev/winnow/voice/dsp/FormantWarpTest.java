package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormantWarpTest {
  private static double[] warped(double[] sound, double factor) {
    FormantWarp warp = FormantWarp.of(factor, EnvelopeFilter.order(Voices.RATE));
    return EnvelopeFilter.of(warp, Voices.RATE).all(sound);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.75, 0.85, 1.15, 1.3})
  void all_whisperedVowel_movesEachFormantByTheFactor(double factor) {
    double[] vowel = Voices.vowel(0, 4 * Voices.RATE, 700, 1_220, 2_600);

    double[] made = warped(vowel, factor);

    for (double formant : new double[] {700, 1_220, 2_600}) {
      double expected = factor * formant;
      assertEquals(expected, Voices.peak(made, 0.8 * expected, 1.2 * expected), 0.04 * expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.8, 100", "1.25, 100", "0.8, 210", "1.25, 210"})
  void all_voicedVowel_keepsItsPitch(double factor, double pitch) {
    double[] vowel = Voices.vowel(pitch, 2 * Voices.RATE, 700, 1_220, 2_600);

    assertEquals(0, Voices.cents(Voices.pitch(warped(vowel, factor), pitch), pitch), 1);
  }
}
