package dev.winnow.attack.adversary;

import dev.winnow.attack.statistics.Columns;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gradient boosting of shallow trees (Friedman 2001, "Greedy Function Approximation", algorithm 6):
 * what many would try first on a few values. In each round a tree for each person moves the
 * logarithm of that person's probability; steps are shortened to a tenth. Settings are those of
 * scikit-learn's {@code GradientBoostingClassifier}. Of equally good splits the first column's
 * counts, so that there is no chance in it.
 *
 * <p>Takes time in proportion to people × rows × columns.
 *
 * @param rounds of boosting
 * @param depth of each tree
 */
public record GradientBoostingAdversary(int rounds, int depth) implements Adversary {
  private static final int ROUNDS = 100;
  private static final int DEPTH = 3;
  private static final double STEP = 0.1;

  /** With the usual settings. */
  public static GradientBoostingAdversary usual() {
    return new GradientBoostingAdversary(ROUNDS, DEPTH);
  }

  @Override
  public String word() {
    return "boosting";
  }

  @Override
  public Scores scores(PreparedData data) {
    float[][] columns = Columns.of(data.known());
    int rows = data.knownPeople().size();
    int people = data.people();
    int[][] order =
        Arrays.stream(columns).map(GradientBoostingAdversary::order).toArray(int[][]::new);
    int[] right = data.knownPeople().stream().mapToInt(Integer::intValue).toArray();
    double[] prior = prior(right, people);
    double[][] scores = new double[people][rows];
    for (int person = 0; person < people; person++) {
      Arrays.fill(scores[person], prior[person]);
    }
    RegressionTree[][] trees = new RegressionTree[people][rounds];
    double[][] probabilities = new double[people][rows];
    for (int round = 0; round < rounds; round++) {
      softmax(scores, probabilities);
      int number = round;
      IntStream.range(0, people)
          .parallel()
          .forEach(
              person ->
                  trees[person][number] =
                      tree(columns, order, right, person, probabilities[person], scores[person]));
    }
    return new Boosted(prior, trees);
  }

  /** One step for one person. */
  private RegressionTree tree(
      float[][] columns,
      int[][] order,
      int[] right,
      int person,
      double[] probability,
      double[] scores) {
    double[] residual = new double[right.length];
    for (int row = 0; row < right.length; row++) {
      residual[row] = (right[row] == person ? 1 : 0) - probability[row];
    }
    int people = Arrays.stream(right).max().orElse(0) + 1;
    // One Newton step of the leaf, as the paper has it.
    RegressionTree.Leaf leaf =
        rows -> {
          double gradient = 0;
          double curvature = 0;
          for (int row : rows) {
            gradient += residual[row];
            curvature += probability[row] * (1 - probability[row]);
          }
          return curvature < 1e-150 ? 0 : STEP * gradient * (people - 1) / people / curvature;
        };
    return RegressionTree.of(columns, order, residual, depth, leaf, scores);
  }

  private static int[] order(float[] column) {
    return IntStream.range(0, column.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> column[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] prior(int[] right, int people) {
    double[] prior = new double[people];
    for (int person : right) {
      prior[person]++;
    }
    for (int person = 0; person < people; person++) {
      prior[person] = Math.log(Math.max(prior[person], 1e-3) / right.length);
    }
    return prior;
  }

  private static void softmax(double[][] scores, double[][] into) {
    IntStream.range(0, scores[0].length)
        .parallel()
        .forEach(
            row -> {
              double most = Double.NEGATIVE_INFINITY;
              for (double[] each : scores) {
                most = Math.max(most, each[row]);
              }
              double sum = 0;
              for (int person = 0; person < scores.length; person++) {
                into[person][row] = Math.exp(scores[person][row] - most);
                sum += into[person][row];
              }
              for (double[] each : into) {
                each[row] /= sum;
              }
            });
  }

  @SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
  private record Boosted(double[] prior, RegressionTree[][] trees) implements Scores {
    @Override
    public int answers() {
      return prior.length;
    }

    @Override
    public Block of(Tensor rows) {
      float[][] columns = Columns.of(rows);
      return (person, into) -> {
        List<RegressionTree> own = List.of(trees[person]);
        for (int row = 0; row < into.length; row++) {
          double sum = prior[person];
          for (RegressionTree tree : own) {
            sum += tree.of(columns, row);
          }
          into[row] = (float) sum;
        }
      };
    }
  }
}
