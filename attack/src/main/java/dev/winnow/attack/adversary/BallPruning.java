package dev.winnow.attack.adversary;

import java.util.Arrays;

/**
 * People of whom a feature is as near to a row as the nearest of the right person. All features of
 * a person lie in a {@link BoundingBall}, and where its middle is farther away than that distance
 * and the radius together, none of them is as near (the triangle inequality, as in Elkan 2003,
 * "Using the Triangle Inequality to Accelerate k-Means"). One product with the middle so spares
 * those with all features, for most rows where people can be told apart.
 */
final class BallPruning implements Scores.Rivals {
  /** More than single precision errs in a score, as a share of both squares. */
  private static final float ROUNDING = 1e-5f;

  private final BoundingBall[] people;
  private final float[][] columns;
  private final float[] right;
  private final float[] least;
  private final float[] reach;
  private final float[] room;
  private final float[] scores;
  private final int[] near;
  private final float[][] nearColumns;

  /**
   * @param columns of the rows, as {@link Products} wants them
   * @param right score of the right person for each row
   */
  BallPruning(BoundingBall[] people, float[][] columns, float[] right) {
    int rows = right.length;
    this.people = people;
    this.columns = columns;
    this.right = right;
    least = new float[rows];
    reach = new float[rows];
    room = new float[rows];
    scores = new float[rows];
    near = new int[rows];
    nearColumns = new float[columns.length][rows];
    for (int row = 0; row < rows; row++) {
      double square = 0;
      for (float[] column : columns) {
        square += (double) column[row] * column[row];
      }
      least[row] = (float) (right[row] - ROUNDING * square);
      // What is left of two large squares may be all rounding, and its root is far larger yet.
      double left = square - 2.0 * right[row];
      reach[row] = (float) Math.sqrt(Math.max(0, left) + 2 * ROUNDING * square);
    }
  }

  @Override
  public void count(int person, int[] better, int[] equal) {
    BoundingBall ball = people[person];
    int count = near(ball);
    for (int i = 0; i < columns.length; i++) {
      gather(columns[i], near, count, nearColumns[i]);
    }
    Arrays.fill(scores, 0, count, Float.NEGATIVE_INFINITY);
    for (Point point : ball.points()) {
      Products.raise(nearColumns, count, point.values(), point.addend(), room, scores);
    }
    for (int i = 0; i < count; i++) {
      int row = near[i];
      better[row] += scores[i] > right[row] ? 1 : 0;
      equal[row] += scores[i] == right[row] ? 1 : 0;
    }
  }

  /** Notes the rows that may have a feature of the person within reach, and says how many. */
  private int near(BoundingBall ball) {
    Point middle = ball.middle();
    float radius = (float) ball.radius();
    // |x − middle| ≤ reach + radius, squared, and written as a score.
    float spare = radius * radius / 2 - 2 * ROUNDING * middle.addend();
    Products.set(columns, room.length, middle.values(), middle.addend() + spare, room);
    int count = 0;
    for (int row = 0; row < near.length; row++) {
      near[count] = row;
      count += room[row] >= least[row] - reach[row] * radius ? 1 : 0;
    }
    return count;
  }

  private static void gather(float[] column, int[] rows, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = column[rows[i]];
    }
  }
}
