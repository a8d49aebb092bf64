package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.voice.dsp.PitchComparison.Pair;
import java.util.Arrays;
import java.util.List;
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

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  @Test
  void cents_vowelsOfKnownPitch_isWhatTheyDiffer() {
    PeriodTrack track = PeriodTrack.of(vowel(120, 700));
    PeriodTrack higher = PeriodTrack.of(vowel(120 * PitchShift.factor(1), 700));

    assertEquals(0, median(track.cents(track, 0)), 0.01);
    assertEquals(100, median(higher.cents(track, 0)), 5);
    assertEquals(0, median(higher.cents(track.higherBy(PitchShift.factor(1)), 0)), 5);
    assertEquals(0, PeriodTrack.of(vowel(0, 700)).cents(track, 0).length);
  }

  @Test
  void of_spectraOfVowels_isWhatTheyDifferAtTheSameLoudness() {
    double[] sound = vowel(120, 700);
    double[] quieter = Arrays.stream(sound).map(x -> 0.3 * x).toArray();

    assertEquals(0, SpectralDistance.of(sound, quieter), 0.1);
    assertTrue(SpectralDistance.of(vowel(120, 400), sound) > 3);
  }

  /** Beginnings and ends, and octaves that are taken wrongly. */
  @Test
  void isSure_jumpOrEnd_isNot() {
    double[] periods = new double[100];
    Arrays.fill(periods, 0, 50, 100);
    Arrays.fill(periods, 50, 90, 50);
    Arrays.fill(periods, 90, 100, Double.NaN);
    PeriodTrack track = new PeriodTrack(periods);

    assertTrue(track.isSure(30) && track.isSure(70));
    assertFalse(track.isSure(2) || track.isSure(48) || track.isSure(52) || track.isSure(87));
  }

  /** A voice that glides by 25 cents in 10 ms, and the same 8 ms later. */
  @Test
  void cents_sameVoiceLater_isNoOtherPitch() {
    double[] glide = new double[200];
    Arrays.setAll(glide, frame -> 100 * PitchShift.factor(-0.05 * Math.min(frame, 150)));
    double[] late = new double[200];
    Arrays.setAll(late, frame -> glide[Math.max(0, frame - 4)]);
    PitchDifferences differences = new PitchDifferences();
    differences.add(List.of(new PeriodTrack(glide), new PeriodTrack(late)));

    assertEquals(8, differences.later(0, 1));
    assertEquals(0, differences.cents(0, 1)[0], 0.01);
  }

  /** Twice as fast is no click; a click is. */
  @Test
  void shareAbove_fasterAndClicking_areToldApart() {
    double[] slow = Voices.harmonics(120, Voices.RATE);
    double[] fast = Voices.harmonics(240, Voices.RATE);
    double[] clicks = fast.clone();
    for (int n = 500; n < clicks.length; n += 500) {
      clicks[n] += 3;
    }
    StepCounts counts = new StepCounts(2, List.of("fast", "clicks"));
    counts.add(slow, List.of(fast, clicks));

    assertTrue(counts.shareAboveFaster(0) <= 0.001, counts.text());
    assertEquals(0.004, counts.shareAboveFaster(1), 0.001, counts.text());
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

    for (Pair pair : List.of(Pair.ASKED_OURS, Pair.OURS_RUBBER_BAND, Pair.OURS_SOX)) {
      assertTrue(comparison.cents(pair) <= 10, comparison.text());
    }
    double theirs = comparison.decibels(Pair.RUBBER_BAND_SOX);
    assertTrue(comparison.decibels(Pair.OURS_RUBBER_BAND) <= theirs + 1, comparison.text());
    assertTrue(comparison.decibels(Pair.OURS_SOX) <= theirs + 1, comparison.text());
    StepCounts steps = comparison.steps();
    double most = Math.max(steps.shareAbove(1), steps.shareAbove(2));
    assertTrue(steps.shareAbove(0) <= most + 0.001, comparison.text());
  }
}
