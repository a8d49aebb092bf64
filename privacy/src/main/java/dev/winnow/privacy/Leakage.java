package dev.winnow.privacy;

/** Where an attack on the feature stands between its controls. */
public final class Leakage {
  private Leakage() {}

  /**
   * (feature − label) / (raw − label): 1 leaks all that the input does, 0 no more than the answer
   * itself. May be below 0 or above 1, by chance or because a feature is easier to read than its
   * input.
   *
   * @param feature the strongest attack's score on the feature
   * @param raw the strongest attack's score on the raw input
   * @param label the strongest attack's score on the primary label alone
   * @return NaN if the raw input is no easier to attack than the label: then nothing was shown
   */
  public static double of(double feature, double raw, double label) {
    return raw > label ? (feature - label) / (raw - label) : Double.NaN;
  }
}
