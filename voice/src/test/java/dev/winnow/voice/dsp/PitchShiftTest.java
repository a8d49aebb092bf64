package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PitchShiftTest {
  /** Hundredths of a semitone: hardly anybody hears less. */
  private static final double CENTS = 10;

  @ParameterizedTest
  @CsvSource({
    "-12, 210", "-6, 110", "-4, 80", "-4, 120", "-4, 210", "-2.5, 320",
    "1, 120", "3, 80", "4, 210", "7, 120", "12, 90", "12, 300"
  })
  void all_harmonics_moveByTheSemitonesAndStayAsLoud(double semitones, double pitch) {
    double[] sound = Voices.harmonics(pitch, 2 * Voices.RATE);

    double[] moved = PitchShift.of(semitones, Voices.RATE).all(sound);

    double expected = pitch * Math.pow(2, semitones / 12);
    assertEquals(0, Voices.cents(Voices.pitch(moved, expected), expected), CENTS);
    assertEquals(sound.length, moved.length);
    assertEquals(Voices.decibels(sound), Voices.decibels(moved), 0.5);
  }

  /** What lies above half the rate once it is moved is gone, and not mirrored. */
  @Test
  void all_toneThatWouldBeTooHigh_isGone() {
    double[] tone = new double[Voices.RATE];
    Arrays.setAll(tone, n -> 0.5 * Math.sin(2 * Math.PI * 5_000 * n / Voices.RATE));

    double[] moved = PitchShift.of(12, Voices.RATE).all(tone);

    double[] middle = Arrays.copyOfRange(moved, 4_000, 12_000);
    assertTrue(Voices.decibels(middle) < Voices.decibels(tone) - 60);
  }

  /** Time is kept: what begins at a time begins there, to a few milliseconds. */
  @ParameterizedTest
  @CsvSource({"-6", "5"})
  void all_soundThatBegins_beginsWhenItDid(double semitones) {
    double[] sound = new double[Voices.RATE];
    double[] voice = Voices.harmonics(120, Voices.RATE / 2);
    System.arraycopy(voice, 0, sound, 8_000, voice.length);

    double[] moved = PitchShift.of(semitones, Voices.RATE).all(sound);

    int first = 0;
    while (Math.abs(moved[first]) < 0.05) {
      first++;
    }
    assertEquals(8_000, first, 0.03 * Voices.RATE);
  }

  @ParameterizedTest
  @CsvSource({"-4, 120", "3, 120", "-3, 210", "5, 210"})
  void all_vowel_hasThePitchThatSoxGivesIt(double semitones, double pitch)
      throws InterruptedException {
    requirePitchOf(SoundTool.sox(semitones), semitones, pitch);
  }

  @ParameterizedTest
  @CsvSource({"-4, 120", "3, 120", "-3, 210", "5, 210"})
  void all_vowel_hasThePitchThatRubberBandGivesIt(double semitones, double pitch)
      throws InterruptedException {
    requirePitchOf(SoundTool.rubberBand(semitones), semitones, pitch);
  }

  private static void requirePitchOf(SoundTool tool, double semitones, double pitch)
      throws InterruptedException {
    double[] sound = Voices.vowel(pitch, 2 * Voices.RATE, 700, 1_220, 2_600);
    Optional<double[]> theirs = tool.of(sound);
    assumeTrue(theirs.isPresent(), tool.name() + " is not installed");

    double expected = pitch * PitchShift.factor(semitones);
    double ours = Voices.pitch(PitchShift.of(semitones, Voices.RATE).all(sound), expected);
    assertEquals(0, Voices.cents(ours, Voices.pitch(theirs.get(), expected)), CENTS);
  }
}
