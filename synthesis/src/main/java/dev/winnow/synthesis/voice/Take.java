package dev.winnow.synthesis.voice;

import dev.winnow.synthesis.SplitMix64;

/**
 * How a word was said this time.
 *
 * @param pitch by what the speaker's is multiplied
 * @param articulation by what each formant is multiplied
 * @param seconds how long the word is
 * @param pause before the word, in seconds
 * @param gain by what it is multiplied
 * @param hiss of the microphone, as a share of full scale
 */
record Take(
    double pitch, double articulation, double seconds, double pause, double gain, double hiss) {
  /** Said by somebody at a pace of their own. */
  static Take drawn(SpeakerVoice voice, SplitMix64 random) {
    return new Take(
        1 + .08 * random.bell(),
        1 + .02 * random.bell(),
        voice.pace() * random.between(.42, .58),
        random.between(.01, .1),
        random.between(.25, .7),
        random.between(.0005, .003));
  }
}
