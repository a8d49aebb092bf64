package dev.winnow.attack.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
import org.junit.jupiter.api.Test;

/**
 * The oracles are scikit-learn and SciPy on the same features; adversaries.py makes their answers.
 */
class OracleTest {
  private static final PreparedData PREPARED = OracleData.PREPARED;

  @Test
  void nearestNeighbour_everyUnknownRow_namesWhomScikitLearnNames() {
    float[][] scores = scores(new NearestNeighbour());
    double[] named = OracleData.expected("knn");
    for (int row = 0; row < named.length; row++) {
      int best = 0;
      for (int person = 1; person < OracleData.PEOPLE; person++) {
        best = scores[person][row] > scores[best][row] ? person : best;
      }
      assertEquals(named[row], best, "row " + row);
    }
  }

  /** 96 rows, nearly the same optimum: five of them may be named otherwise. */
  @Test
  void logistic_unknownRows_namesAsManyAsScikitLearn() {
    assertEquals(
        OracleData.expected("logistic")[0],
        Ranking.of(ClassifierAdversary.logistic(1, 1), PREPARED).mean(Metric.TOP_ONE),
        5 / 96.0 + 1e-9);
  }

  /** Up to a constant per row; a threshold in single precision may fall to the other side. */
  @Test
  void boosting_stumps_giveScoresOfScikitLearn() {
    float[][] scores = scores(new GradientBoostingAdversary(100, 1));
    double[] expected = OracleData.expected("stumps");
    int rows = OracleData.PEOPLE * OracleData.UNKNOWN;
    for (int row = 0; row < rows; row++) {
      double mean = 0;
      for (int person = 0; person < OracleData.PEOPLE; person++) {
        mean += scores[person][row] / (double) OracleData.PEOPLE;
      }
      for (int person = 0; person < OracleData.PEOPLE; person++) {
        assertEquals(expected[person * rows + row], scores[person][row] - mean, 1e-4);
      }
    }
  }

  /** In deeper trees equally good splits are drawn at random there: five may be named otherwise. */
  @Test
  void boosting_unknownRows_namesAsManyAsScikitLearn() {
    assertEquals(
        OracleData.expected("boosting")[0],
        Ranking.of(GradientBoostingAdversary.usual(), PREPARED).mean(Metric.TOP_ONE),
        5 / 96.0 + 1e-9);
  }

  /** Votes and margins; the optimum is found to 1e-4 here. */
  @Test
  void svm_everyPersonAndRow_hasTheScoreThatScikitLearnGives() {
    float[][] scores = scores(RbfSvmAdversary.usual());
    double[] expected = OracleData.expected("svm");
    int rows = OracleData.PEOPLE * OracleData.UNKNOWN;
    for (int person = 0; person < OracleData.PEOPLE; person++) {
      for (int row = 0; row < rows; row++) {
        assertEquals(expected[person * rows + row], scores[person][row], 2e-3);
      }
    }
  }

  /** Up to a constant per row, since ours are densities of whitened features. */
  @Test
  void kde_everyPersonAndRow_isTheDensityThatScipyFinds() {
    float[][] scores = scores(GaussianKde.own());
    double[] expected = OracleData.expected("kde");
    int rows = OracleData.PEOPLE * OracleData.UNKNOWN;
    for (int row = 0; row < rows; row++) {
      double mean = 0;
      for (int person = 0; person < OracleData.PEOPLE; person++) {
        mean += scores[person][row] / (double) OracleData.PEOPLE;
      }
      for (int person = 0; person < OracleData.PEOPLE; person++) {
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
        OracleData.expected("logrank")[0],
        ranking.measurement(Metric.LOG_RANK, 1).estimate().value(),
        1e-6);
  }

  private static float[][] scores(Adversary adversary) {
    try (Scores scores = adversary.scores(PREPARED)) {
      return scores.all(PREPARED.unknown());
    }
  }
}
