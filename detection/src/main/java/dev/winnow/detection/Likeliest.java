package dev.winnow.detection;

/** The class of the highest score. */
final class Likeliest {
  private Likeliest() {}

  /**
   * The place of the largest value, counted from {@code from} on; of equals, the first. What is no
   * number counts as the largest, so that it is seen.
   */
  static int of(float[] values, int from) {
    int likeliest = from;
    for (int i = from + 1; i < values.length; i++) {
      likeliest = Float.compare(values[i], values[likeliest]) > 0 ? i : likeliest;
    }
    return likeliest - from;
  }
}
