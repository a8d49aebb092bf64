package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Optional;

/**
 * Prepared recordings as levels in mel bands, in decibels of power, frame by frame: of a
 * spectrogram its own bands, of samples 32 bands of windows of 25 ms, down to 80 dB below the
 * loudest.
 */
final class MelLevels {
  /** The word for mean and deviation of each band. */
  static final String STATISTICS = "mel-bands";

  private static final String SETTINGS = "bands=32,range=80";

  private final AudioSpec spec;
  private final MelSpec mel;
  private final MelSpectrogram spectrogram;
  private final MelSound sound;

  private MelLevels(AudioSpec spec, MelSpec mel) {
    this.spec = spec;
    this.mel = mel;
    this.spectrogram = MelSpectrogram.of(mel, spec.rate());
    this.sound = new MelSound(mel, spec.rate());
  }

  /**
   * Of recordings that were prepared so.
   *
   * @return empty if they are too short, or of too low a rate, for a spectrogram
   */
  static Optional<MelLevels> of(AudioSpec spec) {
    try {
      MelSpec mel =
          spec.mel()
              .or(() -> spec.withMel(MelSpec.parse(SETTINGS, spec.rate())).mel())
              .orElseThrow();
      return Optional.of(new MelLevels(spec, mel));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  int frames() {
    return mel.frames(spec.samples());
  }

  int bands() {
    return mel.bands().count();
  }

  /** Levels of one recording, of each frame the lowest band first. */
  float[] of(Tensor prepared) {
    float[] levels = new float[frames() * bands()];
    if (spec.mel().isPresent()) {
      for (int i = 0; i < levels.length; i++) {
        double value = prepared.buffer().get(i) * spec.scale() + spec.mean();
        levels[i] = (float) (value * decibels());
      }
    } else {
      double[] values = spectrogram.of(samples(prepared));
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (float) (values[i] * decibels());
      }
    }
    return levels;
  }

  /** One recording as a network that takes spectrograms takes it. */
  float[] prepared(float[] levels) {
    float[] values = new float[levels.length];
    for (int i = 0; i < levels.length; i++) {
      values[i] = (float) ((levels[i] / decibels() - spec.mean()) / spec.scale());
    }
    return values;
  }

  /** The samples of one recording that was not made a spectrogram, from −1 to 1. */
  double[] samples(Tensor prepared) {
    double[] samples = new double[spec.samples()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = prepared.buffer().get(i) * spec.scale() + spec.mean();
    }
    return samples;
  }

  /** What levels sound like. */
  double[] sound(float[] levels) {
    return sound.of(levels, Math.min(spec.samples(), mel.stft().samples(frames())));
  }

  /** Mean and deviation over time of each band, of every recording. */
  Tensor statistics(Tensor prepared) {
    int count = prepared.shape().dim(0);
    Tensor levels = Tensor.allocate(Shape.of(count, 1, frames(), bands()));
    var into = levels.buffer();
    for (int row = 0; row < count; row++) {
      into.put(of(prepared.rows(row, row + 1)));
    }
    return statistics(levels, frames(), bands());
  }

  /**
   * The same of levels.
   *
   * @param levels frames × bands of each recording
   */
  static Tensor statistics(Tensor levels, int frames, int bands) {
    int count = levels.shape().dim(0);
    Tensor made = Tensor.allocate(Shape.of(count, 2 * bands));
    for (int row = 0; row < count; row++) {
      for (int band = 0; band < bands; band++) {
        double sum = 0;
        double squares = 0;
        for (int frame = 0; frame < frames; frame++) {
          double level = levels.buffer().get((row * frames + frame) * bands + band);
          sum += level;
          squares += level * level;
        }
        double mean = sum / frames;
        double variance = Math.max(0, squares / frames - mean * mean);
        made.buffer().put(row * 2 * bands + band, (float) mean);
        made.buffer().put(row * 2 * bands + bands + band, (float) Math.sqrt(variance));
      }
    }
    return made;
  }

  /** Decibels of power in one of the spectrogram's own units. */
  private double decibels() {
    double ofValue =
        switch (mel.log().unit()) {
          case LN -> 10 / Math.log(10);
          case LOG10 -> 10;
          case DB -> 1;
        };
    return mel.stft().power() == 2 ? ofValue : 2 * ofValue;
  }
}
