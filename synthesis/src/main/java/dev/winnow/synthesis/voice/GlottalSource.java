package dev.winnow.synthesis.voice;

import dev.winnow.synthesis.SplitMix64;

/**
 * The air that passes the glottis: pulses (Rosenberg 1971, his form C) that come a little unevenly,
 * and breath.
 */
final class GlottalSource {
  /** Of the pitch, from one cycle to the next. */
  private static final double JITTER = .01;

  /** Of the open part, the share in which the glottis opens; it closes faster. */
  private static final double RISE = .7;

  private final SpeakerVoice voice;
  private final double rate;
  private final SplitMix64 random;
  private double phase;
  private double unevenness;
  private double flow;

  /**
   * @param rate in samples per second
   * @param random draws jitter and breath
   */
  GlottalSource(SpeakerVoice voice, double rate, SplitMix64 random) {
    this.voice = voice;
    this.rate = rate;
    this.random = random;
  }

  /**
   * The next sample, around 0: the change of the flow, as the lips radiate it.
   *
   * @param hertz of the pulses now
   */
  double next(double hertz) {
    phase += hertz * (1 + unevenness) / rate;
    if (phase >= 1) {
      phase -= 1;
      unevenness = JITTER * random.bell();
    }
    double before = flow;
    flow = pulse(phase / voice.openness());
    return (flow - before) * rate / 1000 + voice.breath() * flow * random.bell();
  }

  /** The flow at a share of the open part; closed from 1 on. */
  private static double pulse(double share) {
    if (share < RISE) {
      return (1 - StrictMath.cos(StrictMath.PI * share / RISE)) / 2;
    }
    return share < 1 ? StrictMath.cos(StrictMath.PI / 2 * (share - RISE) / (1 - RISE)) : 0;
  }
}
