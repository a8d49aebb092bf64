package dev.winnow.synthesis.voice;

import dev.winnow.synthesis.SplitMix64;

/** One word, said once. */
final class Utterance {
  /** Samples between two movements of the tract: 5 ms. */
  private static final int STEP = SyntheticVoices.RATE / 200;

  /** In which the voice sets in, and in which it fades, in seconds. */
  private static final double EDGE = .03;

  /** Silence behind the word, in seconds. */
  private static final double TAIL = .05;

  private Utterance() {}

  /**
   * Says a word.
   *
   * @param random draws jitter, breath and hiss
   * @return samples from −1 to 1, the loudest as loud as the take's gain, and hiss
   */
  static double[] said(SpokenWord word, SpeakerVoice voice, Take take, SplitMix64 random) {
    int rate = SyntheticVoices.RATE;
    int start = (int) (take.pause() * rate);
    int length = (int) (take.seconds() * rate);
    double[] samples = new double[start + length + (int) (TAIL * rate)];
    GlottalSource source = new GlottalSource(voice, rate, random);
    VocalTract tract = new VocalTract(rate);
    double loudest = 0;
    for (int i = 0; i < length; i++) {
      double done = (double) i / length;
      if (i % STEP == 0) {
        tract.shape(word, done, voice, take);
      }
      double pitch = voice.pitch() * take.pitch() * (1.1 - .2 * done);
      double edge = Math.min(1, Math.min(i, length - i) / (EDGE * rate));
      samples[start + i] = edge * tract.next(source.next(pitch));
      loudest = Math.max(loudest, Math.abs(samples[start + i]));
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] * take.gain() / loudest + take.hiss() * random.bell();
    }
    return samples;
  }
}
