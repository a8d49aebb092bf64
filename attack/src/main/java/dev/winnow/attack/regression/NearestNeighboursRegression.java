package dev.winnow.attack.regression;

import dev.winnow.attack.statistics.Columns;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The mean of the nearest known rows' numbers, by Euclidean distance between standardised features.
 * So many neighbours are asked as suit known rows best whose own person is not among them.
 */
public record NearestNeighboursRegression() implements Regressor {
  private static final int[] COUNTS = {1, 2, 5, 10, 20, 50, 100, 200};

  @Override
  public String word() {
    return "knn";
  }

  @Override
  public double[] predictions(RegressionData data) {
    float[][] known = Columns.rows(data.features().known());
    float[][] unknown = Columns.rows(data.features().unknown());
    List<Integer> people = data.features().knownPeople();
    double[] targets = data.targets();
    double[][] own =
        IntStream.range(0, known.length)
            .parallel()
            .mapToObj(
                row ->
                    means(known[row], known, targets, i -> !people.get(i).equals(people.get(row))))
            .toArray(double[][]::new);
    int best = best(own, targets);
    return IntStream.range(0, unknown.length)
        .parallel()
        .mapToDouble(row -> means(unknown[row], known, targets, i -> true)[best])
        .toArray();
  }

  private static int best(double[][] predictions, double[] targets) {
    double[] errors = new double[COUNTS.length];
    for (int row = 0; row < targets.length; row++) {
      for (int i = 0; i < errors.length; i++) {
        errors[i] += Math.pow(predictions[row][i] - targets[row], 2);
      }
    }
    return Regressor.best(errors);
  }

  /** For each count of neighbours the mean of so many, or of all if there are fewer. */
  private static double[] means(
      float[] row, float[][] known, double[] targets, IntPredicate allowed) {
    double[] distances = Arrays.stream(known).mapToDouble(each -> distance(row, each)).toArray();
    int[] nearest =
        IntStream.range(0, known.length)
            .filter(allowed)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> distances[i]))
            .limit(COUNTS[COUNTS.length - 1])
            .mapToInt(Integer::intValue)
            .toArray();
    double[] means = new double[COUNTS.length];
    for (int i = 0; i < means.length; i++) {
      means[i] =
          IntStream.of(nearest)
              .limit(COUNTS[i])
              .mapToDouble(n -> targets[n])
              .average()
              .orElseThrow();
    }
    return means;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double apart = a[i] - b[i];
      sum += apart * apart;
    }
    return sum;
  }
}
