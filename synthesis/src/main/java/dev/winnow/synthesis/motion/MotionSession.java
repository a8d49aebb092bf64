package dev.winnow.synthesis.motion;

import dev.winnow.synthesis.SplitMix64;

/** One thing that somebody does for a while, with the telephone put into the pocket anew. */
final class MotionSession {
  private static final double GRAVITY = 9.81;

  /** Of the accelerometer, in m/s², and of the gyroscope, in rad/s. */
  private static final double[] NOISE = {.12, .12, .12, .03, .03, .03};

  /** Of somebody who stands or sits, in m/s² and rad/s. */
  private static final double SWAY = .06;

  private final PersonalGait gait;
  private final MotionActivity activity;
  private final SplitMix64 random;
  private final double pitch;
  private final double roll;
  private final double pace;

  /**
   * @param random draws how the session differs from others, and noise
   */
  MotionSession(PersonalGait gait, MotionActivity activity, SplitMix64 random) {
    this.gait = gait;
    this.activity = activity;
    this.random = random;
    this.pitch = activity.lean() + gait.pitch() + .12 * random.bell();
    this.roll = gait.roll() + .12 * random.bell();
    this.pace = gait.strides() * activity.pace() * (1 + .06 * random.bell());
  }

  /**
   * What the sensors read, {@code count} times.
   *
   * @param rate in values per second
   * @return readings × axes: acceleration in m/s² along x, y and z, then turning in rad/s
   */
  double[][] readings(int count, double rate) {
    double[][] readings = new double[count][];
    double stride = random.between(0, 1);
    for (int i = 0; i < count; i++) {
      stride += pace * (1 + .05 * random.bell()) / rate;
      readings[i] = reading(i / rate, stride);
    }
    return readings;
  }

  private double[] reading(double seconds, double stride) {
    double[] moved = new double[PersonalGait.AXES];
    double sway = SWAY * StrictMath.sin(2 * StrictMath.PI * .3 * seconds);
    for (int axis = 0; axis < moved.length; axis++) {
      double strength = axis < 3 ? activity.bounce() : activity.swing();
      moved[axis] = strength * gait.at(axis, stride) + sway;
    }
    moved[2] += GRAVITY;
    turn(moved, 0);
    turn(moved, 3);
    for (int axis = 0; axis < moved.length; axis++) {
      moved[axis] += NOISE[axis] * random.bell();
    }
    return moved;
  }

  /** From the body's axes to the telephone's. */
  private void turn(double[] values, int first) {
    rotate(values, first, first + 2, pitch);
    rotate(values, first + 1, first + 2, roll);
  }

  private static void rotate(double[] values, int one, int other, double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double before = values[one];
    values[one] = cos * before + sin * values[other];
    values[other] = cos * values[other] - sin * before;
  }
}
