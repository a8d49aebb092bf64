package dev.winnow.synthesis.voice;

import dev.winnow.synthesis.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells a voice from others, whatever it says.
 *
 * @param pitch how often the glottis opens, in hertz
 * @param tract by what all formants of a man are multiplied: the shorter the tract, the higher
 * @param colour by what each formant is multiplied besides, four of them
 * @param openness share of a cycle in which the glottis is open
 * @param breath noise beside the pulses
 * @param pace by what the duration of words is multiplied
 */
record SpeakerVoice(
    double pitch, double tract, List<Double> colour, double openness, double breath, double pace) {
  /** Whoever speaks lower than this, in hertz, has the label {@code low}. */
  private static final double MIDDLE = 155;

  /** A voice that nobody has: half of them lower, half of them higher. */
  static SpeakerVoice drawn(SplitMix64 random) {
    boolean low = random.chance(.5);
    List<Double> colour = new ArrayList<>();
    for (int formant = 0; formant < VocalTract.FORMANTS; formant++) {
      colour.add(1 + .05 * random.bell());
    }
    return new SpeakerVoice(
        low ? random.between(85, 145) : random.between(165, 260),
        low ? random.between(.93, 1.05) : random.between(1.08, 1.22),
        colour,
        random.between(.45, .75),
        random.between(.01, .12),
        random.between(.85, 1.15));
  }

  /** Whether the voice is a low or a high one. */
  String register() {
    return pitch < MIDDLE ? "low" : "high";
  }
}
