package dev.winnow.synthesis.motion;

import dev.winnow.synthesis.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells somebody's movements from those of others, whatever is done.
 *
 * @param strides a second when walking
 * @param vigour by what all movements are multiplied
 * @param weights of the harmonics of a stride: axes × harmonics
 * @param phases of the harmonics, in rad: axes × harmonics
 * @param pitch by which the telephone leans forwards in the pocket, in rad
 * @param roll by which it leans sideways, in rad
 */
record PersonalGait(
    double strides,
    double vigour,
    List<List<Double>> weights,
    List<List<Double>> phases,
    double pitch,
    double roll) {
  /** Forwards, sideways and upwards, of acceleration and then of turning. */
  static final int AXES = 6;

  static final int HARMONICS = 4;

  /** A stride is two steps: what goes up does so twice, what sways does so once. */
  private static final double[][] USUAL = {
    {.2, .6, .1, .15},
    {.5, .1, .2, .05},
    {.15, 1, .15, .3},
    {.15, .2, .1, .05},
    {1, .3, .1, .05},
    {.4, .1, .1, .02}
  };

  /** A gait that nobody has. */
  static PersonalGait drawn(SplitMix64 random) {
    List<List<Double>> weights = new ArrayList<>();
    List<List<Double>> phases = new ArrayList<>();
    for (int axis = 0; axis < AXES; axis++) {
      List<Double> weight = new ArrayList<>();
      List<Double> phase = new ArrayList<>();
      for (int harmonic = 0; harmonic < HARMONICS; harmonic++) {
        weight.add(USUAL[axis][harmonic] * random.between(.5, 1.5));
        // Alike for all but for a part that is somebody's own.
        phase.add(axis + random.between(-.9, .9));
      }
      weights.add(weight);
      phases.add(phase);
    }
    return new PersonalGait(
        random.between(.82, 1.05),
        random.between(.75, 1.3),
        weights,
        phases,
        random.between(-.25, .25),
        random.between(-.3, .3));
  }

  /**
   * How far one axis is moved.
   *
   * @param stride how many strides have been made
   */
  double at(int axis, double stride) {
    double sum = 0;
    for (int i = 0; i < HARMONICS; i++) {
      double angle = 2 * StrictMath.PI * (i + 1) * stride + phases.get(axis).get(i);
      sum += weights.get(axis).get(i) * StrictMath.cos(angle);
    }
    return vigour * sum;
  }
}
