package dev.winnow.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The oracles are scikit-learn and SciPy on the same features; adversaries.py makes their answers.
 */
class OracleTest {
  private static final int PEOPLE = 12;
  private static final int KNOWN = 20;
  private static final int UNKNOWN = 8;
  private static final int WIDTH = 6;

  private static final Map<String, double[]> EXPECTED = new HashMap<>();
  private static final PreparedData PREPARED = features().prepared(1);

  @BeforeAll
  static void readAnswers() throws IOException {
    var stream = Objects.requireNonNull(OracleTest.class.getResourceAsStream("adversaries.txt"));
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        EXPECTED.put(
            words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
      }
    }
  }

  @Test
  void nearestNeighbour_everyUnknownRow_namesWhomScikitLearnNames() {
    float[][] scores = scores(new NearestNeighbour());
    double[] named = expected("knn");
    for (int row = 0; row < named.length; row++) {
      int best = 0;
      for (int person = 1; person < PEOPLE; person++) {
        best = scores[person][row] > scores[best][row] ? person : best;
      }
      assertEquals(named[row], best, "row " + row);
    }
  }

  /** 96 rows, nearly the same optimum: five of them may be named otherwise. */
  @Test
  void logistic_unknownRows_namesAsManyAsScikitLearn() {
    assertEquals(
        expected("logistic")[0],
        ClassifierAdversary.logistic(1, 1).topOne(PREPARED),
        5 / 96.0 + 1e-9);
  }

  /** Up to a constant per row, since ours are densities of whitened features. */
  @Test
  void kde_everyPersonAndRow_isTheDensityThatScipyFinds() {
    float[][] scores = scores(GaussianKde.own());
    double[] expected = expected("kde");
    int rows = PEOPLE * UNKNOWN;
    for (int row = 0; row < rows; row++) {
      double mean = 0;
      for (int person = 0; person < PEOPLE; person++) {
        mean += scores[person][row] / (double) PEOPLE;
      }
      for (int person = 0; person < PEOPLE; person++) {
        double right = expected[person * rows + row];
        // Exponents are single precision, to 7 digits of what may be some hundreds.
        assertEquals(right, scores[person][row] - mean, 1e-3 + 1e-4 * Math.abs(right));
      }
    }
  }

  @Test
  void kde_logRank_isThatOfScipysDensities() {
    Ranking ranking = Ranking.of(GaussianKde.own(), PREPARED);

    assertEquals(
        expected("logrank")[0], ranking.measurement(Metric.LOG_RANK, 1).estimate().value(), 1e-6);
  }

  @Test
  void verification_distancesOnPrincipalAxes_haveScikitLearnsErrors() {
    Pairs all = Pairs.of(PREPARED.shown(), 1000, 100_000, new Random(1));
    int[] people = PREPARED.shown().stream().mapToInt(Integer::intValue).toArray();

    List<Measurement> found =
        VerificationScores.of(PairScore.pca(PREPARED), all, people).measurement(1);

    assertEquals(96 * 95 / 2, all.count());
    assertEquals(expected("eer")[0], found.get(0).estimate().value(), 1e-6);
    assertEquals(expected("auc")[0], found.get(1).estimate().value(), 1e-6);
  }

  private static float[][] scores(Adversary adversary) {
    try (Scores scores = adversary.scores(PREPARED)) {
      return scores.all(PREPARED.unknown());
    }
  }

  private static double[] expected(String name) {
    return Objects.requireNonNull(EXPECTED.get(name));
  }

  /** As adversaries.py makes them, to the rounding of double sums. */
  private static AttackData features() {
    Random random = new Random(1);
    double[][] middles = matrix(random, PEOPLE);
    double[][] mix = matrix(random, WIDTH);
    Tensor known = rows(random, middles, mix, KNOWN);
    Tensor unknown = rows(random, middles, mix, UNKNOWN);
    return new AttackData(
        known, Synthetic.turns(PEOPLE, KNOWN), unknown, Synthetic.turns(PEOPLE, UNKNOWN));
  }

  private static Tensor rows(Random random, double[][] middles, double[][] mix, int each) {
    double[][] noise = matrix(random, PEOPLE * each);
    double[][] more = matrix(random, PEOPLE * each);
    Tensor rows = Tensor.allocate(Shape.of(PEOPLE * each, WIDTH));
    for (int row = 0; row < noise.length; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
          sum += (middles[row % PEOPLE][i] + noise[row][i] + more[row][i]) * mix[i][column];
        }
        rows.buffer().put(row * WIDTH + column, (float) sum);
      }
    }
    return rows;
  }

  private static double[][] matrix(Random random, int rows) {
    double[][] matrix = new double[rows][WIDTH];
    for (double[] row : matrix) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = random.nextFloat();
      }
    }
    return matrix;
  }
}
