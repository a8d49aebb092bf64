package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the comparison with others' programs says, and that it would say otherwise if it were so.
 */
class PitchComparisonTest {
  private static double[] vowel(double pitch, double formant) {
    return Voices.vowel(pitch, Voices.RATE, formant, 1_220, 2_600);
  }

  @Test
  void between_vowelsOfKnownPitch_isWhatTheyDiffer() {
    double[] sound = vowel(120, 700);
    double[] quieter = Arrays.stream(sound).map(x -> 0.3 * x).toArray();
    SoundDifference same = SoundDifference.between(sound, quieter);
    assertEquals(0, same.cents(), 0.01);
    assertEquals(0, same.decibels(), 0.1);

    SoundDifference higher = SoundDifference.between(vowel(120 * PitchShift.factor(1), 700), sound);
    assertEquals(100, higher.cents(), 5);

    assertTrue(SoundDifference.between(vowel(120, 400), sound).decibels() > 3);
    assertTrue(Double.isNaN(SoundDifference.between(vowel(0, 700), sound).cents()));
  }

  /**
   * No further from each of both than they are from each other, but for a decibel; the pitch within
   * 10 cents; no more large steps than theirs has that has more, but for 1 of 1,000.
   */
  @ParameterizedTest
  @ValueSource(doubles = {-4, 3})
  void add_vowels_areAsNearToTheirsAsTheirsToEachOther(double semitones) throws Exception {
    PitchComparison comparison = new PitchComparison(semitones);
    for (double pitch : new double[] {110, 150, 210}) {
      Optional<String> missing = comparison.add(vowel(pitch, 700));
      assumeTrue(missing.isEmpty(), missing.orElse("") + " is not installed");
    }

    assertTrue(comparison.cents(0) <= 10 && comparison.cents(1) <= 10, comparison.text());
    double theirs = comparison.decibels(2);
    assertTrue(comparison.decibels(0) <= theirs + 1, comparison.text());
    assertTrue(comparison.decibels(1) <= theirs + 1, comparison.text());
    double most = Math.max(comparison.shareAbove(1), comparison.shareAbove(2));
    assertTrue(comparison.shareAbove(0) <= most + 0.001, comparison.text());
  }
}
