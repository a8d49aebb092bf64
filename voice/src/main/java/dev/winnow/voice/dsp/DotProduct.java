package dev.winnow.voice.dsp;

/** Sums of products, in four sums that the processor works on at once. */
final class DotProduct {
  private DotProduct() {}

  /** The sum of the products of so many values from a place on in each. */
  static double of(double[] one, int oneFrom, double[] other, int otherFrom, int count) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    // With the end in a variable, the compiler sees how often it goes round.
    int end = count - 3;
    for (; i < end; i += 4) {
      first += one[oneFrom + i] * other[otherFrom + i];
      second += one[oneFrom + i + 1] * other[otherFrom + i + 1];
      third += one[oneFrom + i + 2] * other[otherFrom + i + 2];
      fourth += one[oneFrom + i + 3] * other[otherFrom + i + 3];
    }
    for (; i < count; i++) {
      first += one[oneFrom + i] * other[otherFrom + i];
    }
    return (first + second) + (third + fourth);
  }
}
