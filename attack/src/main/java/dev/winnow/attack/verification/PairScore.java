package dev.winnow.attack.verification;

import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.statistics.Cholesky;
import dev.winnow.attack.statistics.Columns;
import dev.winnow.attack.statistics.PrincipalAxes;
import dev.winnow.attack.statistics.ScatterMatrix;
import dev.winnow.attack.statistics.SubspaceIteration;
import dev.winnow.core.Tensor;
import dev.winnow.learn.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A score of two rows that is high if they are of one person: a map of rows, and in each coordinate
 * of it a sum {@code product·x·y − square·(x² + y²)}.
 *
 * @param word for it in tables
 * @param rows mapped
 * @param product weight of x·y in each coordinate
 * @param square weight of x² + y²
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record PairScore(String word, float[][] rows, double[] product, double[] square) {
  private static final int MOST = 64;

  /**
   * The scores that are combined with labels, of the unknown rows: {@code pca}, {@code whitened},
   * {@code discriminant}.
   */
  static List<PairScore> all(PreparedData data) {
    PrincipalAxes axes = PrincipalAxes.of(data.known(), MOST);
    return List.of(pca(axes, data), whitened(axes, data), discriminant(axes, data));
  }

  /**
   * The cosine of two rows along the linear discriminants: what LDA is compared by where faces and
   * voices are (Dehak et al. 2011, "Front-End Factor Analysis for Speaker Verification"). Unlike
   * the likelihood ratio it knows no prior of how far people are apart.
   *
   * @param discriminant the likelihood ratio, whose axes are the discriminants
   */
  static PairScore cosine(PairScore discriminant) {
    int width = discriminant.product.length;
    // Where people do not differ more than each one varies, there is no discriminant.
    int[] telling = IntStream.range(0, width).filter(i -> discriminant.product[i] > 0).toArray();
    float[][] unit = new float[discriminant.rows.length][telling.length];
    for (int row = 0; row < unit.length; row++) {
      double squares = 0;
      for (int i = 0; i < telling.length; i++) {
        unit[row][i] = discriminant.rows[row][telling[i]];
        squares += (double) unit[row][i] * unit[row][i];
      }
      for (int i = 0; i < telling.length && squares > 0; i++) {
        unit[row][i] /= (float) Math.sqrt(squares);
      }
    }
    double[] once = new double[telling.length];
    Arrays.fill(once, 1);
    return new PairScore("lda", unit, once, new double[telling.length]);
  }

  /** Minus the squared distance along principal axes: the baseline, which learns nobody. */
  private static PairScore pca(PrincipalAxes axes, PreparedData data) {
    return distance("pca", axes.coordinates(data.unknown()));
  }

  /** The same with every axis of unit variance, since small directions tell as well. */
  private static PairScore whitened(PrincipalAxes axes, PreparedData data) {
    return distance("whitened", axes.whitened(data.unknown()));
  }

  /**
   * The logarithm of how much likelier one person is than two, if people differ like a Gaussian and
   * so do the features of each: linear discriminant analysis as a likelihood ratio (Ioffe 2006,
   * "Probabilistic Linear Discriminant Analysis"; the two-covariance model of speaker
   * verification). It is learned from the people whom the attacker knows, and applies to others.
   */
  private static PairScore discriminant(PrincipalAxes axes, PreparedData data) {
    Tensor known = axes.whitened(data.known());
    int width = known.shape().dim(1);
    float[][][] people = data.knownByPerson(known);
    double[][] turn = Cholesky.of(ScatterMatrix.within(people, width)).orElseThrow().inverse();
    float[][][] turned =
        Arrays.stream(people).map(own -> mapped(own, turn)).toArray(float[][][]::new);
    SymmetricEigen between = SymmetricEigen.of(between(turned, width));
    float[][] unknown = mapped(Columns.rows(axes.whitened(data.unknown())), turn);
    double[] product = new double[width];
    double[] square = new double[width];
    for (int i = 0; i < width; i++) {
      // Within a person the variance is 1, between people b; the rest is the ratio of Gaussians.
      double b = Math.max(0, between.values()[i]);
      product[i] = b / (1 + 2 * b);
      square[i] = b * b / (2 * (1 + b) * (1 + 2 * b));
    }
    return new PairScore("discriminant", mapped(unknown, between.vectors()), product, square);
  }

  double[] of(Pairs pairs) {
    double[] scores = new double[pairs.count()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = of(rows[pairs.first()[i]], rows[pairs.second()[i]]);
    }
    return scores;
  }

  private double of(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += product[i] * x[i] * y[i] - square[i] * ((double) x[i] * x[i] + (double) y[i] * y[i]);
    }
    return sum;
  }

  private static PairScore distance(String word, Tensor mapped) {
    int width = mapped.shape().dim(1);
    double[] twice = new double[width];
    double[] once = new double[width];
    Arrays.fill(twice, 2);
    Arrays.fill(once, 1);
    return new PairScore(word, Columns.rows(mapped), twice, once);
  }

  /** The covariance of people's means, less what of it comes from the few features of each. */
  private static double[][] between(float[][][] people, int width) {
    double[][] products = new double[width][width];
    int counted = 0;
    double fewness = 0;
    for (float[][] own : people) {
      if (own.length > 0) {
        double[] mean = ScatterMatrix.mean(own, width);
        for (int i = 0; i < width; i++) {
          for (int j = 0; j < width; j++) {
            products[i][j] += mean[i] * mean[j];
          }
        }
        counted++;
        fewness += 1.0 / own.length;
      }
    }
    ScatterMatrix.scaled(products, 1.0 / counted);
    for (int i = 0; i < width; i++) {
      products[i][i] -= fewness / counted;
    }
    return products;
  }

  private static float[][] mapped(float[][] rows, double[][] map) {
    double[] origin = new double[map[0].length];
    float[][] mapped = new float[rows.length][map.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < map.length; i++) {
        mapped[row][i] = (float) SubspaceIteration.product(rows[row], origin, map[i]);
      }
    }
    return mapped;
  }
}
