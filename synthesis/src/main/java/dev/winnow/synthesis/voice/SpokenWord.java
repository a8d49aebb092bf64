package dev.winnow.synthesis.voice;

import java.util.Locale;

/**
 * Words of two vowels, each beside the one that turns it around: what was said is in the order, not
 * in the mean.
 */
enum SpokenWord {
  AI(Vowel.A, Vowel.I),
  IA(Vowel.I, Vowel.A),
  AU(Vowel.A, Vowel.U),
  UA(Vowel.U, Vowel.A),
  EO(Vowel.E, Vowel.O),
  OE(Vowel.O, Vowel.E);

  private final Vowel first;
  private final Vowel last;

  SpokenWord(Vowel first, Vowel last) {
    this.first = first;
    this.last = last;
  }

  /** The label in data sets. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The centre of a formant in hertz, so far into the word, from 0 to 1. */
  double formant(int number, double done) {
    // Held, then glided, then held.
    double share = Math.max(0, Math.min(1, (done - .3) / .4));
    return first.formant(number, last, share * share * (3 - 2 * share));
  }
}
