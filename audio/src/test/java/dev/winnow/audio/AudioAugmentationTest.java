package dev.winnow.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AudioAugmentationTest {
  private static final AudioSpec SAMPLES = new AudioSpec(8000, 4_000, 0.25, 2);
  private static final AudioSpec MEL =
      new AudioSpec(8000, 4_000, -40, 20)
          .withMel(MelSpec.parse("bands=20,high=4000,range=80", 8000));

  @Test
  void apply_shift_movesWithinTheStrengthAndFillsWithSilence() {
    float[] sample = new float[4_000];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = i + 1;
    }
    Set<Integer> moves = new HashSet<>();
    for (int seed = 0; seed < 40; seed++) {
      float[] moved = applied(SAMPLES, Map.of("shift", 0.01), sample, seed);
      int by = (int) (sample[2_000] - moved[2_000]);
      moves.add(by);
      for (int i = 0; i < moved.length; i++) {
        boolean isKnown = i - by >= 0 && i - by < sample.length;
        // Silence is 0, of which the mean is subtracted and which is divided.
        assertEquals(isKnown ? sample[i - by] : -0.125f, moved[i], 1e-3, "at " + i);
      }
    }
    assertTrue(moves.stream().allMatch(by -> Math.abs(by) <= 80), moves.toString());
    assertTrue(moves.size() > 20 && moves.stream().anyMatch(by -> by < 0), moves.toString());
  }

  @Test
  void apply_gain_isWithinTheDecibelsOfTheRecordingItself() {
    float[] sample = noise(3);
    for (int seed = 0; seed < 40; seed++) {
      float[] louder = applied(SAMPLES, Map.of("gain", 6.0), sample, seed);
      double ratio = Math.sqrt(power(SAMPLES, louder) / power(SAMPLES, sample));
      assertTrue(Math.abs(20 * Math.log10(ratio)) <= 6.001, "gain " + ratio);
      for (int i = 0; i < sample.length; i++) {
        assertEquals(ratio * (sample[i] * 2 + 0.25), louder[i] * 2 + 0.25, 1e-5);
      }
    }
  }

  /** 4,000 draws have a power within 10 % of what was asked for, but for one in 10⁵. */
  @Test
  void apply_noise_isAsFarBelowAsStated() {
    float[] sample = noise(5);
    for (double decibels : new double[] {-5, 0, 20}) {
      float[] noisy = applied(SAMPLES, Map.of("noise", decibels), sample, 1);
      float[] added = new float[sample.length];
      for (int i = 0; i < added.length; i++) {
        added[i] = noisy[i] - sample[i] - 0.125f;
      }
      double ratio = power(SAMPLES, sample) / power(SAMPLES, added);
      assertEquals(decibels, 10 * Math.log10(ratio), 0.45);
    }
    float[] silence = applied(SAMPLES, Map.of("noise", 20.0), filled(4_000, -0.125f), 1);
    assertArrayEquals(filled(4_000, -0.125f), silence);
  }

  /** What a short recording is filled up with stays silent, and is no part of how loud it is. */
  @Test
  void apply_noise_leavesPaddingAlone() {
    float[] sample = filled(4_000, -0.125f);
    System.arraycopy(noise(5), 0, sample, 1_000, 2_000);

    float[] noisy = applied(SAMPLES, Map.of("noise", 0.0), sample, 1);

    double added = 0;
    for (int i = 0; i < sample.length; i++) {
      if (i < 1_000 || i >= 3_000) {
        assertEquals(sample[i], noisy[i]);
      }
      added += Math.pow(noisy[i] - sample[i], 2) / sample.length;
    }
    double recorded = 0;
    for (float value : sample) {
      recorded += Math.pow(value + 0.125, 2) / sample.length;
    }
    assertEquals(0, 10 * Math.log10(recorded / added), 0.6);
  }

  @Test
  void apply_masks_areOfNeighbouringFramesAndBandsAndHoldTheMean() {
    int frames = MEL.shape().dim(1);
    float[] sample = new float[frames * 20];
    double mean = 0;
    for (int i = 0; i < sample.length; i++) {
      sample[i] = i % 7 - 1.5f;
      mean += sample[i] / sample.length;
    }
    int most = 0;
    for (int seed = 0; seed < 40; seed++) {
      float[] masked = applied(MEL, Map.of("time-mask", 5.0), sample, seed);
      int changed = 0;
      for (int frame = 0; frame < frames; frame++) {
        boolean isMasked = masked[frame * 20] != sample[frame * 20];
        changed += isMasked ? 1 : 0;
        for (int band = 0; band < 20; band++) {
          int at = frame * 20 + band;
          assertEquals(isMasked ? mean : sample[at], masked[at], 1e-5);
        }
      }
      most = Math.max(most, changed);
    }
    assertEquals(5, most);
    float[] masked = applied(MEL, Map.of("frequency-mask", 20.0), sample, 3);
    for (int i = 0; i < masked.length; i++) {
      assertEquals(masked[i % 20] == sample[i % 20], masked[i] == sample[i], "at " + i);
    }
  }

  /** What the spectrogram of the altered recording would be, where silence does not reach. */
  @Test
  void apply_shiftAndGainOfSpectrogram_areThoseOfTheRecording() {
    float[] sample = new float[MEL.shape().size()];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = 1 + i / 20;
    }
    float[] louder = applied(MEL, Map.of("gain", 6.0), sample, 4);
    float[] moved = applied(MEL, Map.of("shift", 0.05), sample, 4);

    double decibels = (louder[0] - sample[0]) * 20;
    assertTrue(decibels != 0 && Math.abs(decibels) <= 6, "gain " + decibels);
    assertEquals(louder[939] - sample[939], louder[0] - sample[0], 1e-5);
    int by = Math.round(sample[20 * 20] - moved[20 * 20]);
    assertTrue(by != 0 && Math.abs(by) <= 5, "moved by " + by);
    // The loudest value is 900 dB here, and 80 below it is as far as values go.
    float silence = (900 - 80 + 40) / 20f;
    int edge = by > 0 ? 0 : sample.length - 1;
    assertEquals(silence, moved[edge], 1e-3);
  }

  @Test
  void of_unknownOrOutOfRange_saysWhatIsKnown() {
    assertEquals(
        "sound is augmented by shift, gain, noise, not by \"flip\"",
        refusal(SAMPLES, Map.of("gain", 1.0, "flip", 1.0)));
    assertEquals(
        "a log-mel spectrogram is augmented by shift, gain, time-mask, frequency-mask, not by \"noise\"",
        refusal(MEL, Map.of("noise", 1.0)));
    assertEquals(
        "the strength of gain must be a number of at least 0, not -1.0",
        refusal(SAMPLES, Map.of("gain", -1.0)));
  }

  @Test
  void perturbation_differsALittleAndByItsSeed() {
    Tensor prepared = Tensor.of(Shape.of(2, 4_000), concat(noise(1), noise(2)));
    AudioModality audio = new AudioModality();

    float[] altered = audio.perturbation(SAMPLES, 1).of(prepared).toArray();

    assertArrayEquals(altered, audio.perturbation(SAMPLES, 1).of(prepared).toArray());
    for (int row = 0; row < 2; row++) {
      float[] before = Arrays.copyOfRange(prepared.toArray(), row * 4_000, row * 4_000 + 4_000);
      float[] after = Arrays.copyOfRange(altered, row * 4_000, row * 4_000 + 4_000);
      double decibels = 10 * Math.log10(power(SAMPLES, after) / power(SAMPLES, before));
      assertTrue(Math.abs(decibels) < 1.2, "louder by " + decibels);
      assertTrue(!Arrays.equals(before, after));
    }
    assertEquals(
        MEL.shape().batch(1),
        audio.perturbation(MEL, 1).of(Tensor.allocate(MEL.shape().batch(1))).shape());
  }

  private static float[] applied(
      AudioSpec spec, Map<String, Double> strengths, float[] sample, int seed) {
    FloatBuffer into = FloatBuffer.allocate(sample.length);
    AudioAugmentation.of(spec, strengths)
        .apply(sample, new Random(seed * 0x9E37_79B9_7F4A_7C15L), into);
    assertEquals(0, into.remaining());
    return into.array();
  }

  private static String refusal(AudioSpec spec, Map<String, Double> strengths) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> AudioAugmentation.of(spec, strengths))
            .getMessage());
  }

  private static float[] noise(int seed) {
    Random random = new Random(seed);
    float[] noise = new float[4_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (0.1 * random.nextGaussian() - 0.125);
    }
    return noise;
  }

  private static float[] filled(int size, float value) {
    float[] filled = new float[size];
    Arrays.fill(filled, value);
    return filled;
  }

  private static float[] concat(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Of the recording before it was normalised. */
  private static double power(AudioSpec spec, float[] sample) {
    double power = 0;
    for (float value : sample) {
      power += Math.pow(value * spec.scale() + spec.mean(), 2) / sample.length;
    }
    return power;
  }
}
