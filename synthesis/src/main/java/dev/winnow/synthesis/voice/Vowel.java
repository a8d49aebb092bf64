package dev.winnow.synthesis.voice;

/** Vowels by their first three formants: what Peterson and Barney (1952) measured of men. */
enum Vowel {
  A(730, 1090, 2440),
  E(530, 1840, 2480),
  I(270, 2290, 3010),
  O(570, 840, 2410),
  U(300, 870, 2240);

  private final double first;
  private final double second;
  private final double third;

  Vowel(double first, double second, double third) {
    this.first = first;
    this.second = second;
    this.third = third;
  }

  /** The centre of a formant in hertz, on the way from this vowel to another. */
  double formant(int number, Vowel next, double share) {
    return formant(number) + share * (next.formant(number) - formant(number));
  }

  private double formant(int number) {
    return number == 0 ? first : number == 1 ? second : third;
  }
}
