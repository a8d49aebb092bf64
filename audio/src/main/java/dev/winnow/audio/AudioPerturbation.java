package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CapturePerturbation;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;

/**
 * Copies of recordings that differ as those of two microphones side by side do: moved by up to 5 ms
 * (of a spectrogram up to a frame), up to 1 dB louder or softer, and of samples with noise 40 dB
 * below.
 */
final class AudioPerturbation implements CapturePerturbation {
  private static final double MOVED = 0.005;
  private static final double GAIN = 1;
  private static final double NOISE = 40;

  private final AudioAugmentation altering;
  private final Random random;

  AudioPerturbation(AudioSpec spec, long seed) {
    Map<String, Double> strengths =
        spec.mel()
            .map(mel -> (double) mel.stft().hop() / spec.rate())
            .map(frame -> Map.of("shift", Math.max(frame, MOVED), "gain", GAIN))
            .orElse(Map.of("shift", MOVED, "gain", GAIN, "noise", NOISE));
    this.altering = AudioAugmentation.of(spec, strengths);
    this.random = new Random(seed);
  }

  @Override
  public Tensor of(Tensor prepared) {
    Tensor altered = Tensor.allocate(prepared.shape());
    FloatBuffer into = altered.buffer();
    for (int row = 0; row < prepared.shape().dim(0); row++) {
      altering.apply(prepared.rows(row, row + 1).toArray(), random, into);
    }
    return altered;
  }
}
