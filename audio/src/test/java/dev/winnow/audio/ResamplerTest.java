package dev.winnow.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resampled tones beside the tones themselves, away from both ends of the recording. */
class ResamplerTest {
  /** Beyond the reach of the filter from either end, in samples of the lower rate. */
  private static final int MARGIN = 80;

  private static final String RATES =
      """
      48000, 16000
      44100, 16000
      8000, 16000
      16000, 44100
      16000, 8000
      44101, 16000
      16001, 48000
      """;

  /** Up to 90 % of the lower Nyquist frequency, within 0.001 dB: 0.000 115 of the tone. */
  @ParameterizedTest
  @CsvSource(textBlock = RATES)
  void resample_passBand_keepsLevelAndPhase(int from, int to) {
    double nyquist = Math.min(from, to) / 2.0;
    for (double share : new double[] {0.001, 0.1, 0.31, 0.5, 0.77, 0.9}) {
      double hertz = share * nyquist;
      double[] made = resampled(from, to, tone(hertz, from));
      double worst = 0;
      for (int i = margin(from, to); i < made.length - margin(from, to); i++) {
        worst = Math.max(worst, Math.abs(made[i] - Math.sin(2 * Math.PI * hertz * i / to)));
      }
      assertTrue(worst < 1.15e-4, "%s of Nyquist is off by %s".formatted(share, worst));
    }
  }

  /** What the new rate cannot hold is weakened by 100 dB: 0.000 01 of the tone. */
  @ParameterizedTest
  @CsvSource({"48000, 16000", "44100, 16000", "16000, 8000", "44101, 16000", "96000, 8000"})
  void resample_stopBand_isWeakenedBy100Decibels(int from, int to) {
    double nyquist = to / 2.0;
    for (double hertz = nyquist; hertz <= from / 2.0; hertz += (from / 2.0 - nyquist) / 9) {
      double[] made = resampled(from, to, tone(hertz, from));
      double worst =
          Arrays.stream(made, margin(from, to), made.length - margin(from, to))
              .map(Math::abs)
              .max()
              .orElseThrow();
      assertTrue(worst < 1e-5, "%s Hz comes through with %s".formatted(hertz, worst));
    }
  }

  /** Raising a rate leaves no mirror image above the old Nyquist frequency. */
  @Test
  void resample_raised_hasNoImages() {
    double[] made = resampled(8000, 48_000, tone(3_000, 8000));
    double worst = 0;
    for (int i = 500; i < made.length - 500; i++) {
      worst = Math.max(worst, Math.abs(made[i] - Math.sin(2 * Math.PI * 3_000 * i / 48_000)));
    }
    assertTrue(worst < 1.15e-4, "off by " + worst);
  }

  @Test
  void resample_aPart_isThatOfTheWhole() {
    Recording whole = recording(44_100, 20_000, i -> Math.sin(i * i * 1e-4));
    Resampler resampler = Resampler.of(44_100, 16_000);
    double[] all = resampler.resample(whole, 0, resampler.frames(20_000));

    assertEquals(7_257, all.length);
    assertArrayEquals(
        Arrays.copyOfRange(all, 3_000, 3_400), resampler.resample(whole, 3_000, 400), 1e-12);
    assertArrayEquals(
        Arrays.copyOfRange(all, 7_200, 7_257), resampler.resample(whole, 7_200, 57), 1e-12);
  }

  @Test
  void resample_equalRates_changesNothing() {
    Recording whole = recording(8000, 5, i -> i / 8.0);

    assertArrayEquals(
        new double[] {0.125, 0.25, 0.375}, Resampler.of(8000, 8000).resample(whole, 1, 3));
    assertEquals(5, Resampler.of(8000, 8000).frames(5));
  }

  private static int margin(int from, int to) {
    return MARGIN * Math.max(1, to / from + 1);
  }

  private static double[] resampled(int from, int to, IntToDoubleFunction values) {
    int old = 400 * Math.max(1, from / to + 1);
    Resampler resampler = Resampler.of(from, to);
    return resampler.resample(recording(from, old, values), 0, resampler.frames(old));
  }

  private static IntToDoubleFunction tone(double hertz, int rate) {
    return i -> Math.sin(2 * Math.PI * hertz * i / rate);
  }

  private static Recording recording(int rate, int frames, IntToDoubleFunction values) {
    return new Recording() {
      @Override
      public int rate() {
        return rate;
      }

      @Override
      public int frames() {
        return frames;
      }

      @Override
      public double value(int frame) {
        return values.applyAsDouble(frame);
      }
    };
  }
}
