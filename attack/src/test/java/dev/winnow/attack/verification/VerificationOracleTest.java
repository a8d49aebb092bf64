package dev.winnow.attack.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.attack.adversary.OracleData;
import dev.winnow.attack.statistics.Measurement;
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
}
