package dev.winnow.portraits;

/** A colour under way: red, green and blue from 0 to 255. */
record Tone(double red, double green, double blue) {
  private static final Tone BLACK = new Tone(0, 0, 0);
  private static final Tone WHITE = new Tone(255, 255, 255);

  static Tone of(int rgb) {
    return new Tone((rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF);
  }

  /** Part of the way to another colour: 0 is this one, 1 the other. */
  Tone towards(Tone other, double share) {
    return new Tone(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }

  Tone darker(double share) {
    return towards(BLACK, share);
  }

  Tone lighter(double share) {
    return towards(WHITE, share);
  }
}
