package dev.winnow.app;

import dev.winnow.core.Interval;
import dev.winnow.core.Mechanism;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.noise.NoiseCalibration;
import java.util.List;
import java.util.Locale;

/**
 * Which mechanisms may be tried, behind which clips.
 *
 * @param family of the mechanism
 * @param strengths ε of a first answer, or ratios of Gaussian noise; empty for no mechanism
 * @param clips in deviations, tight ones first
 * @param permanent share of the randomness that stays the same for a capture, 0 to 1
 * @param mostLoss percentage points of balanced accuracy on the validation part that clip and
 *     mechanism may cost together, where there is a choice
 */
record NoiseSearchSpace(
    Family family, List<Double> strengths, List<Double> clips, double permanent, double mostLoss) {
  /** What {@code --noise auto} tries. */
  static final List<Double> RATIOS = List.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2);

  /** What {@code --epsilon auto} tries. */
  static final List<Double> EPSILONS =
      List.of(8.0, 7.0, 6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0, 2.5, 2.0, 1.5, 1.0);

  /** Where there is nothing to choose. */
  static final double CLIP = 0.25;

  /** What {@code --clip auto} tries. */
  static final List<Double> CLIPS = List.of(0.1, 0.25, 0.5, 1.0, 3.0);

  /** No mechanism at all. */
  static final NoiseSearchSpace NONE =
      new NoiseSearchSpace(new Family.Gaussian(), List.of(), List.of(), NoiseCalibration.HALF, 0);

  /** A kind of mechanism. */
  sealed interface Family {
    /** Randomised response over a few levels; its strength is ε. */
    record Response(int levels) implements Family {}

    /** Gaussian noise; its strength is its variance over the largest principal variance. */
    record Gaussian() implements Family {}
  }

  /**
   * A mechanism of a strength.
   *
   * @param strength ε, or the ratio of Gaussian noise
   * @param mechanism itself
   */
  record Chosen(double strength, Mechanism mechanism) {
    /** Such as {@code ε 5.00} or {@code 0.150}. */
    String text() {
      String form = mechanism instanceof RandomizedResponse ? "ε %.2f" : "%.3g";
      return String.format(Locale.ROOT, form, strength);
    }
  }

  /** One mechanism behind one clip. */
  static NoiseSearchSpace response(double clip, double epsilon) {
    return new NoiseSearchSpace(
        new Family.Response(2), List.of(epsilon), List.of(clip), NoiseCalibration.HALF, 0);
  }

  /** Whether there is nothing to choose. */
  boolean isFixed() {
    return strengths.size() == 1 && clips.size() == 1;
  }

  /** Whether it is of randomised response. */
  boolean isResponse() {
    return family instanceof Family.Response;
  }

  boolean isEmpty() {
    return strengths.isEmpty();
  }

  /**
   * A mechanism of a strength.
   *
   * @param bounds of the clipped feature
   * @param largest variance of the clipped feature in any direction
   */
  Chosen mechanism(double strength, List<Interval> bounds, double largest) {
    NoiseCalibration calibration = new NoiseCalibration(bounds, permanent);
    return new Chosen(
        strength,
        family instanceof Family.Response response
            ? calibration.randomizedResponse(strength, response.levels)
            : calibration.gaussian(strength, largest));
  }
}
