package dev.winnow.attack.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.attack.adversary.OracleData;
import dev.winnow.attack.statistics.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The oracle is scikit-learn on the features of OracleTest; adversaries.py makes its answers. */
class VerificationOracleTest {
  @Test
  void of_distancesOnPrincipalAxes_haveScikitLearnsErrors() {
    Pairs all = Pairs.of(OracleData.PREPARED.shown(), 1000, 100_000, new Random(1));
    int[] people = OracleData.PREPARED.shown().stream().mapToInt(Integer::intValue).toArray();

    List<Measurement> found =
        VerificationScores.of(PairScore.all(OracleData.PREPARED).get(0), all, people)
            .measurement(1);

    assertEquals(96 * 95 / 2, all.count());
    assertEquals(OracleData.expected("eer")[0], found.get(0).estimate().value(), 1e-6);
    assertEquals(OracleData.expected("auc")[0], found.get(1).estimate().value(), 1e-6);
  }

  /** Every two of the first 20 rows, as the script takes them. */
  private static Pairs firstTwenty() {
    int rows = 20;
    int[] first = new int[rows * (rows - 1) / 2];
    int[] second = new int[first.length];
    int pair = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = i + 1; j < rows; j++) {
        first[pair] = i;
        second[pair++] = j;
      }
    }
    return new Pairs(first, second, new boolean[first.length]);
  }

  /** Up to a constant, which decides nothing; covariances have a ridge of a millionth here. */
  @Test
  void of_discriminant_isTheLikelihoodRatioOfScipysDensities() {
    double[] scores = PairScore.all(OracleData.PREPARED).get(2).of(firstTwenty());

    double mean = Arrays.stream(scores).average().orElseThrow();
    double[] centred = Arrays.stream(scores).map(score -> score - mean).toArray();
    assertArrayEquals(OracleData.expected("plda"), centred, 1e-3);
  }

  @Test
  void of_lda_isTheCosineAlongScikitLearnsDiscriminants() {
    PairScore cosine = PairScore.cosine(PairScore.all(OracleData.PREPARED).get(2));

    assertArrayEquals(OracleData.expected("lda"), cosine.of(firstTwenty()), 1e-3);
  }
}
