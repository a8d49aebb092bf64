package dev.winnow.synthesis.voice;

/** Four resonances in a row, each a digital resonator as Klatt (1980) has them. */
final class VocalTract {
  /** The highest is the same in all vowels. */
  static final int FORMANTS = 4;

  private static final double FOURTH = 3500;
  private static final double[] BANDWIDTHS = {70, 90, 120, 200};

  private final double rate;
  private final double[] gain = new double[FORMANTS];
  private final double[] once = new double[FORMANTS];
  private final double[] twice = new double[FORMANTS];
  private final double[] last = new double[FORMANTS];
  private final double[] before = new double[FORMANTS];

  /**
   * @param rate in samples per second
   */
  VocalTract(double rate) {
    this.rate = rate;
  }

  /** Moves to where somebody's tract is so far into a word, from 0 to 1. */
  void shape(SpokenWord word, double done, SpeakerVoice voice, Take take) {
    for (int i = 0; i < FORMANTS; i++) {
      double formant = i == FORMANTS - 1 ? FOURTH : word.formant(i, done);
      tune(i, formant * voice.tract() * voice.colour().get(i) * take.articulation(), BANDWIDTHS[i]);
    }
  }

  private void tune(int i, double centre, double bandwidth) {
    double decay = StrictMath.exp(-StrictMath.PI * bandwidth / rate);
    twice[i] = -decay * decay;
    once[i] = 2 * decay * StrictMath.cos(2 * StrictMath.PI * centre / rate);
    gain[i] = 1 - once[i] - twice[i];
  }

  /** What leaves the lips of what enters at the glottis. */
  double next(double x) {
    double y = x;
    for (int i = 0; i < FORMANTS; i++) {
      y = gain[i] * y + once[i] * last[i] + twice[i] * before[i];
      before[i] = last[i];
      last[i] = y;
    }
    return y;
  }
}
