package dev.winnow.learn.quantization;

import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.Random;

/**
 * Lloyd's algorithm from k-means++ seeds (Lloyd 1982; Arthur and Vassilvitskii 2007), for rows of
 * few values. The same seed gives the same centres.
 */
public final class KMeans {
  private static final int ITERATIONS = 100;

  private KMeans() {}

  /**
   * Finds centres.
   *
   * @param rows of the shape rows × values
   * @param k at least 1
   * @return at most k different centres, fewer where there are fewer different rows
   * @throws IllegalArgumentException if there is no row, or k is below 1
   */
  public static double[][] centres(Tensor rows, int k, long seed) {
    double[][] points = points(rows);
    if (points.length == 0 || k < 1) {
      throw new IllegalArgumentException("%d rows have no %d centres".formatted(points.length, k));
    }
    double[][] centres = seeds(points, k, new Random(seed));
    int[] nearest = new int[0];
    for (int i = 0; i < ITERATIONS; i++) {
      double[][] from = centres;
      int[] now = Arrays.stream(points).mapToInt(point -> nearest(from, point)).toArray();
      if (Arrays.equals(now, nearest)) {
        break;
      }
      nearest = now;
      centres = means(points, nearest, centres);
    }
    return centres;
  }

  static double[][] points(Tensor rows) {
    int width = rows.shape().row().size();
    double[][] points = new double[rows.shape().dim(0)][width];
    for (int i = 0; i < rows.shape().size(); i++) {
      points[i / width][i % width] = rows.buffer().get(i);
    }
    return points;
  }

  /** Each next seed is drawn with a probability that grows with its square distance to them. */
  private static double[][] seeds(double[][] points, int k, Random random) {
    double[][] seeds = {points[random.nextInt(points.length)]};
    while (seeds.length < k) {
      double[][] before = seeds;
      double[] squares =
          Arrays.stream(points)
              .mapToDouble(point -> square(before[nearest(before, point)], point))
              .toArray();
      double left = random.nextDouble() * Arrays.stream(squares).sum();
      if (left <= 0) {
        break; // No row is left that differs from all seeds.
      }
      int next = 0;
      while (next < points.length - 1 && left >= squares[next]) {
        left -= squares[next++];
      }
      seeds = Arrays.copyOf(seeds, seeds.length + 1);
      seeds[seeds.length - 1] = points[next];
    }
    return seeds;
  }

  /** Of the points of each centre; one that has lost all of its points stays where it was. */
  private static double[][] means(double[][] points, int[] nearest, double[][] before) {
    double[][] means = new double[before.length][before[0].length];
    int[] counts = new int[before.length];
    for (int i = 0; i < points.length; i++) {
      counts[nearest[i]]++;
    }
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points[i].length; j++) {
        means[nearest[i]][j] += points[i][j] / counts[nearest[i]];
      }
    }
    for (int centre = 0; centre < means.length; centre++) {
      means[centre] = counts[centre] == 0 ? before[centre] : means[centre];
    }
    return means;
  }

  private static int nearest(double[][] centres, double[] point) {
    int nearest = 0;
    for (int centre = 1; centre < centres.length; centre++) {
      if (square(centres[centre], point) < square(centres[nearest], point)) {
        nearest = centre;
      }
    }
    return nearest;
  }

  static double square(double[] a, double[] b) {
    double square = 0;
    for (int i = 0; i < a.length; i++) {
      square += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return square;
  }
}
