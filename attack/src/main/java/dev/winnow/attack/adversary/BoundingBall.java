package dev.winnow.attack.adversary;

import java.util.Arrays;

/**
 * The known features of one person, and the ball that holds them.
 *
 * @param middle of the features
 * @param radius distance from there to the farthest
 * @param points one or more
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
record BoundingBall(Point middle, double radius, Point[] points) {
  static BoundingBall of(float[][] features) {
    float[] middle = new float[features[0].length];
    for (int i = 0; i < middle.length; i++) {
      int column = i;
      middle[i] =
          (float) Arrays.stream(features).mapToDouble(each -> each[column]).average().orElse(0);
    }
    double square =
        Arrays.stream(features).mapToDouble(each -> squaredDistance(each, middle)).max().orElse(0);
    return new BoundingBall(
        Point.of(middle),
        Math.sqrt(square),
        Arrays.stream(features).map(Point::of).toArray(Point[]::new));
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double apart = (double) a[i] - b[i];
      sum += apart * apart;
    }
    return sum;
  }
}
