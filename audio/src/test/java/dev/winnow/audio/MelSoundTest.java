package dev.winnow.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.MelSpec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound from spectrograms, looked at as a spectrogram again. */
class MelSoundTest {
  private static final int RATE = 8000;

  /** Three harmonics that fade in and out, over a little noise. */
  private static double[] voice() {
    Random random = new Random(1);
    double[] samples = new double[RATE];
    for (int i = 0; i < samples.length; i++) {
      double time = (double) i / RATE;
      double wave =
          Math.sin(2 * Math.PI * 200 * time)
              + Math.sin(2 * Math.PI * 600 * time) / 2
              + Math.sin(2 * Math.PI * 1400 * time) / 3;
      samples[i] = 0.3 * wave * Math.sin(Math.PI * time) + 0.001 * random.nextGaussian();
    }
    return samples;
  }

  private static float[] levels(MelSpec mel, double[] samples) {
    double perUnit = mel.stft().power() == 2 ? 1 : 2;
    double[] values = MelSpectrogram.of(mel, RATE).of(samples);
    float[] levels = new float[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (float) (perUnit * values[i]);
    }
    return levels;
  }

  /** Of powers and of magnitudes, with frames around the samples and without. */
  @ParameterizedTest
  @ValueSource(strings = {"bands=40", "bands=40,power=1", "bands=40,center=false"})
  void of_levelsOfASound_hasAboutTheSameLevels(String settings) {
    MelSpec mel = MelSpec.parse(settings, RATE);
    float[] levels = levels(mel, voice());

    double[] made = new MelSound(mel, RATE).of(levels, RATE);
    float[] again = levels(mel, made);

    float loudest = Float.NEGATIVE_INFINITY;
    for (float level : levels) {
      loudest = Math.max(loudest, level);
    }
    double squares = 0;
    int loud = 0;
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] > loudest - 30) {
        squares += Math.pow(again[i] - levels[i], 2);
        loud++;
      }
    }
    assertTrue(loud > 100, "loud " + loud);
    assertTrue(Math.sqrt(squares / loud) < 4, "dB apart: " + Math.sqrt(squares / loud));
  }

  /** Where one window begins alone there is hardly anything to divide by. */
  @Test
  void of_levelsOfASoundThatFadesInAndOut_beginsAndEndsWithoutAClick() {
    MelSpec mel = MelSpec.parse("bands=32,window=200,hop=80,fft=256,center=false", RATE);
    float[] smeared = levels(mel, voice());
    // As a decoder draws it: every frame about as loud as its neighbours.
    for (int i = 0; i < smeared.length; i++) {
      smeared[i] = (smeared[i] + smeared[smeared.length / 2 / 32 * 32 + i % 32]) / 2;
    }

    double[] made = new MelSound(mel, RATE).of(smeared, RATE);

    double[] sizes = Arrays.stream(made).map(Math::abs).toArray();
    double middle = Arrays.stream(sizes, RATE / 4, 3 * RATE / 4).max().orElseThrow();
    assertTrue(Arrays.stream(sizes).max().orElseThrow() <= middle, () -> "a click over " + middle);
  }

  @Test
  void of_levelsAtTheFloor_isSilence() {
    MelSpec mel = MelSpec.parse("bands=40", RATE);

    double[] made = new MelSound(mel, RATE).of(levels(mel, new double[RATE]), RATE);

    assertEquals(0, Arrays.stream(made).map(Math::abs).max().orElseThrow(), 1e-9);
  }
}
