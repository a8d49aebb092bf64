package dev.winnow.synthesis.speech;

import dev.winnow.audio.Resampler;
import dev.winnow.synthesis.SplitMix64;
import java.util.List;

/** One word, said once: FreeTTS's voice becomes the speaker's. */
final class SpokenTake {
  private static final int RATE = DiphoneSynthesiser.RATE;

  /** Rates in steps of this many hertz have few phases between them, which are computed quickly. */
  private static final int RATE_STEP = 100;

  private SpokenTake() {}

  /**
   * Says a word. A tract that is shorter by a factor gives formants that are higher by it: the
   * sound is resampled, after it was said as much lower and slower.
   *
   * @param how this time
   * @param random draws loudness, hiss and the silence before and behind
   * @return samples from −1 to 1
   */
  static double[] said(
      DiphoneSynthesiser voice, String word, EnglishSpeaker how, SplitMix64 random) {
    int rate = RATE_STEP * (int) StrictMath.rint(RATE * how.tract() / RATE_STEP);
    double tract = (double) rate / RATE;
    double pitch = how.pitch() / tract;
    double[] said = voice.say(word, pitch, how.liveliness() * pitch, how.pace() / tract);
    double[] sound = coloured(Resampler.of(rate, RATE).resample(said), how.colour());
    double gain = random.between(.4, .7) / loudest(sound);
    int before = (int) (random.between(.02, .1) * RATE);
    int after = (int) (random.between(.02, .1) * RATE);
    double[] made = new double[before + sound.length + after];
    for (int i = 0; i < made.length; i++) {
      int at = i - before;
      double value = at >= 0 && at < sound.length ? gain * sound[at] : 0;
      made[i] = value + how.hiss() * random.bell();
    }
    return made;
  }

  private static double[] coloured(double[] samples, List<Double> taps) {
    double[] made = samples.clone();
    for (int tap = 0; tap < taps.size(); tap++) {
      for (int i = tap + 1; i < made.length; i++) {
        made[i] += taps.get(tap) * samples[i - tap - 1];
      }
    }
    return made;
  }

  private static double loudest(double[] samples) {
    double most = 0;
    for (double sample : samples) {
      most = Math.max(most, Math.abs(sample));
    }
    return most;
  }
}
