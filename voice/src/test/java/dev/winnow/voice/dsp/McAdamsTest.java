package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McAdamsTest {
  private static final int LENGTH = 320;
  private static final int ORDER = 20;

  /** Made by {@code mcadams.py} beside it, with NumPy 2.4.6. */
  @ParameterizedTest
  @CsvFileSource(resources = "mcadams.csv", maxCharsPerColumn = 100)
  void map_framesOfNumPy_givesItsCoefficients(ArgumentsAccessor row) {
    double[] frame = part(row, 1, LENGTH);
    double[] predictor = LinearPrediction.burg(frame, ORDER);

    assertArrayEquals(part(row, 1 + LENGTH, ORDER + 1), predictor, 1e-6);
    double[] changed = new McAdams(row.getDouble(0)).map(predictor);
    double[] expected = part(row, 2 + LENGTH + ORDER, ORDER + 1);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, changed, 1e-6 * largest);
  }

  private static double[] part(ArgumentsAccessor row, int from, int count) {
    double[] part = new double[count];
    Arrays.setAll(part, i -> row.getDouble(from + i));
    return part;
  }

  /** Formants below 2,546 Hz go up and those above it down, to the angle's power. */
  @ParameterizedTest
  @CsvSource({"0.8", "0.9", "1.2"})
  void all_whisperedVowel_movesFormantsAsItSays(double power) {
    double[] vowel = Voices.vowel(0, 4 * Voices.RATE, 700, 1_220, 3_400);

    double[] made = EnvelopeFilter.of(new McAdams(power), Voices.RATE).all(vowel);

    for (double formant : new double[] {700, 1_220, 3_400}) {
      double angle = 2 * Math.PI * formant / Voices.RATE;
      double expected = Math.pow(angle, power) * Voices.RATE / (2 * Math.PI);
      // A periodogram of noise is this uncertain around a formant as wide as 60 to 100 Hz.
      assertEquals(expected, Voices.peak(made, 0.85 * expected, 1.15 * expected), 0.04 * expected);
    }
  }

  /** The stated error: 1e-9 of full scale, far below a step of 16 bits (3e-5). */
  @ParameterizedTest
  @ValueSource(doubles = {0, 100, 210})
  void all_powerOfOne_leavesTheSound(double pitch) {
    double[] vowel = Voices.vowel(pitch, Voices.RATE, 700, 1_220, 2_600);

    assertArrayEquals(vowel, EnvelopeFilter.of(new McAdams(1), Voices.RATE).all(vowel), 1e-9);
  }

  @Test
  void map_predictor_keepsTheLengthOfEachPoleAndItsStability() {
    Random random = new Random(3);
    double[] noise = random.doubles(LENGTH, -1, 1).toArray();
    double[] predictor = LinearPrediction.burg(noise, ORDER);

    double[] before = lengths(predictor);
    double[] after = lengths(new McAdams(0.6).map(predictor));

    assertArrayEquals(before, after, 1e-6);
    assertEquals(ORDER, after.length);
  }

  private static double[] lengths(double[] predictor) {
    PolynomialRoots poles = PolynomialRoots.of(predictor);
    double[] lengths = new double[poles.count()];
    Arrays.setAll(lengths, i -> Math.hypot(poles.real(i), poles.imaginary(i)));
    Arrays.sort(lengths);
    return lengths;
  }
}
