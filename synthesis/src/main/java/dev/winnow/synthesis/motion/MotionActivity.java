package dev.winnow.synthesis.motion;

import java.util.Locale;

/** What somebody does. */
enum MotionActivity {
  SITTING(0, 0, 0, 1.35),
  STANDING(0, 0, 0, 0),
  WALKING(1, 2.2, 1.1, .1),
  STAIRS(.78, 1.6, 1.9, .35),
  RUNNING(1.45, 6.5, 2.6, .2);

  private final double pace;
  private final double bounce;
  private final double swing;
  private final double lean;

  MotionActivity(double pace, double bounce, double swing, double lean) {
    this.pace = pace;
    this.bounce = bounce;
    this.swing = swing;
    this.lean = lean;
  }

  /** The label in data sets. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By what the frequency of somebody's strides is multiplied. */
  double pace() {
    return pace;
  }

  /** How far the body's acceleration goes each way, in m/s². */
  double bounce() {
    return bounce;
  }

  /** How fast the thigh turns, in rad/s. */
  double swing() {
    return swing;
  }

  /** How far the thigh leans from the upright, in rad. */
  double lean() {
    return lean;
  }
}
