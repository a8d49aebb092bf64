package dev.winnow.mask;

import dev.winnow.detection.Box;
import java.time.Duration;

/**
 * Where a box is and how fast it moves, from noisy detections: the Kalman filter of SORT (Bewley et
 * al. 2016, section 3.2), a constant velocity of the centre, with times that need not be even. The
 * extents follow the larger of what was and what is, since a mask that is too large harms less than
 * one that is too small.
 */
final class BoxKalmanFilter {
  /** A box that nobody sees any more is taken to stop: its velocity halves in this time. */
  private static final double HALF_LIFE_SECONDS = 0.4;

  private static final double SHRINKING = 0.3;

  private final Coordinate x;
  private final Coordinate y;
  private double width;
  private double height;

  BoxKalmanFilter(Box first) {
    this.width = first.width();
    this.height = first.height();
    this.x = new Coordinate(first.left() + width / 2, width);
    this.y = new Coordinate(first.top() + height / 2, height);
  }

  /** Moves on by a time in which nothing was seen. */
  void predict(Duration elapsed) {
    double seconds = elapsed.toNanos() / 1e9;
    x.predict(seconds);
    y.predict(seconds);
  }

  /** Corrects by what was seen now. */
  void update(Box seen) {
    width = follow(width, seen.width());
    height = follow(height, seen.height());
    x.update(seen.left() + seen.width() / 2, width);
    y.update(seen.top() + seen.height() / 2, height);
  }

  /** Where the box is now. */
  Box box() {
    return new Box(
        (float) (x.position - width / 2),
        (float) (y.position - height / 2),
        (float) width,
        (float) height);
  }

  private static double follow(double was, double is) {
    return is > was ? is : was + SHRINKING * (is - was);
  }

  /** One coordinate of the centre; deviations are shares of the box's extent along it. */
  private static final class Coordinate {
    /** Of a detection. */
    private static final double SEEN = 0.05;

    /** Of the velocity when nothing is known of it, and of what it gains in a second. */
    private static final double VELOCITY = 2;

    private double position;
    private double velocity;
    private double extent;
    // Covariance of position and velocity.
    private double pp;
    private double pv;
    private double vv;

    Coordinate(double position, double extent) {
      this.position = position;
      this.extent = extent;
      this.pp = square(SEEN * extent);
      this.vv = square(VELOCITY * extent);
    }

    void predict(double seconds) {
      double decay = Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
      double gain = square(VELOCITY * extent) * seconds;
      position += velocity * seconds;
      velocity *= decay;
      pp += seconds * (2 * pv + seconds * vv) + gain * seconds * seconds / 3;
      pv = decay * (pv + seconds * vv) + gain * seconds / 2;
      vv = decay * decay * vv + gain;
    }

    void update(double seen, double extentNow) {
      extent = extentNow;
      double innovation = pp + square(SEEN * extent);
      double forPosition = pp / innovation;
      double forVelocity = pv / innovation;
      double error = seen - position;
      position += forPosition * error;
      velocity += forVelocity * error;
      vv -= forVelocity * pv;
      pv -= forPosition * pv;
      pp -= forPosition * pp;
    }

    private static double square(double value) {
      return value * value;
    }
  }
}
