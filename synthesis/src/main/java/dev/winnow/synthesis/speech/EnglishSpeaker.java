package dev.winnow.synthesis.speech;

import dev.winnow.synthesis.SplitMix64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tells a speaker, and the microphone that hears them, from others, whatever is said.
 *
 * @param pitch the mean, in hertz
 * @param liveliness the standard deviation of the pitch, as a share of it
 * @param pace in words per minute
 * @param tract by what all formants of FreeTTS's man are multiplied: the shorter the tract, the
 *     higher
 * @param colour of the sound: what the samples before count beside one, the nearest first
 * @param hiss beside the sound, as a share of full scale
 */
record EnglishSpeaker(
    double pitch, double liveliness, double pace, double tract, List<Double> colour, double hiss) {
  /** Whoever speaks lower than this, in hertz, has the label {@code low}. */
  private static final double MIDDLE = 150;

  private static final int TAPS = 4;

  /** Somebody: half of them low, half of them high. */
  static EnglishSpeaker drawn(SplitMix64 random) {
    boolean low = random.chance(.5);
    return new EnglishSpeaker(
        low ? random.between(80, 140) : random.between(160, 240),
        random.between(.05, .2),
        random.between(120, 180),
        low ? random.between(.92, 1.04) : random.between(1.04, 1.16),
        Stream.generate(() -> random.between(-.45, .45)).limit(TAPS).toList(),
        .0003 * StrictMath.pow(10, random.between(0, 1)));
  }

  /** The same speaker this time: nobody speaks alike twice. */
  EnglishSpeaker varied(SplitMix64 random) {
    return new EnglishSpeaker(
        pitch * (1 + .06 * random.bell()),
        liveliness * (1 + .3 * random.bell()),
        pace * (1 + .15 * random.bell()),
        tract * (1 + .02 * random.bell()),
        colour.stream().map(tap -> tap + .03 * random.bell()).toList(),
        hiss * (1 + .2 * random.bell()));
  }

  /** Whether the voice is a low or a high one. */
  String register() {
    return pitch < MIDDLE ? "low" : "high";
  }
}
