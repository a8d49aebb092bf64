package dev.winnow.learn.quantization;

import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Robust soft learning vector quantisation (Seo and Obermayer 2003, "Soft Learning Vector
 * Quantization", Neural Computation 15): prototypes of several classes move until the nearest one
 * is of the right class as surely as possible. They begin at the {@link KMeans} centres of each
 * class; rows are taken in a random order. The same seed gives the same prototypes.
 */
public final class SoftLvq {
  private static final int EPOCHS = 60;

  /** Share of the way to a row that a prototype goes at first; it falls to 0 evenly. */
  private static final double RATE = 0.1;

  private final double[][] prototypes;
  private final int[] classes;
  private final double variance;

  private SoftLvq(double[][] prototypes, int[] classes, double variance) {
    this.prototypes = prototypes;
    this.classes = classes;
    this.variance = variance;
  }

  /**
   * Finds prototypes.
   *
   * @param rows of each class, of the shape rows × values, at least one row each
   * @param perClass prototypes of each class, at least 1; fewer of a class of fewer different rows
   * @return the prototypes of the classes in their order
   * @throws IllegalArgumentException if a class has no row, or there are to be no prototypes
   */
  public static double[][] prototypes(List<Tensor> rows, int perClass, long seed) {
    List<double[]> prototypes = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < rows.size(); label++) {
      for (double[] centre : KMeans.centres(rows.get(label), perClass, seed)) {
        prototypes.add(centre);
        classes.add(label);
      }
      for (double[] point : KMeans.points(rows.get(label))) {
        points.add(point);
        labels.add(label);
      }
    }
    double[][] moving = prototypes.toArray(double[][]::new);
    int[] owners = classes.stream().mapToInt(Integer::intValue).toArray();
    double variance = variance(moving, owners, points, labels);
    if (variance > 0) {
      new SoftLvq(moving, owners, variance).train(points, labels, new Random(seed));
    }
    return moving;
  }

  /** Of rows around the nearest prototype of their own class, in each direction. */
  private static double variance(
      double[][] prototypes, int[] classes, List<double[]> points, List<Integer> labels) {
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int p = 0; p < prototypes.length; p++) {
        double square = KMeans.square(prototypes[p], points.get(i));
        least = classes[p] == labels.get(i) ? Math.min(least, square) : least;
      }
      sum += least / points.get(i).length / points.size();
    }
    return sum;
  }

  private void train(List<double[]> points, List<Integer> labels, Random random) {
    int steps = EPOCHS * points.size();
    for (int step = 0; step < steps; step++) {
      int row = random.nextInt(points.size());
      double rate = RATE * (steps - step) / steps;
      step(points.get(row), labels.get(row), rate);
    }
  }

  /** To a row of its own class as far as another one would be nearer, away from all others. */
  private void step(double[] point, int label, double rate) {
    double[] squares =
        Arrays.stream(prototypes).mapToDouble(p -> KMeans.square(p, point)).toArray();
    double least = Arrays.stream(squares).min().orElseThrow();
    double all = 0;
    double own = 0;
    double nearestOwn = Double.POSITIVE_INFINITY;
    for (int p = 0; p < squares.length; p++) {
      nearestOwn = classes[p] == label ? Math.min(nearestOwn, squares[p]) : nearestOwn;
    }
    for (int p = 0; p < squares.length; p++) {
      all += likelihood(squares[p] - least);
      own += classes[p] == label ? likelihood(squares[p] - nearestOwn) : 0;
    }
    for (int p = 0; p < squares.length; p++) {
      double wanted = classes[p] == label ? likelihood(squares[p] - nearestOwn) / own : 0;
      double by = rate * (wanted - likelihood(squares[p] - least) / all);
      for (int i = 0; i < point.length; i++) {
        prototypes[p][i] += by * (point[i] - prototypes[p][i]);
      }
    }
  }

  private double likelihood(double square) {
    return Math.exp(-square / (2 * variance));
  }
}
