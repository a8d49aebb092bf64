package dev.winnow.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Four values of a label, equally often: 2 bits. */
class LabelInformationTest {
  static Stream<Adversary> adversaries() {
    return Stream.of(
        GaussianKde.own(), GaussianKde.pooled(), Retrained.logistic(1, 1), new NearestNeighbour());
  }

  private static LabelInformation told(Adversary adversary, double apart) {
    return LabelInformation.of(adversary, Synthetic.evidence(4, 100, 100, 4, 4, apart).prepared(1));
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void of_featureThatIsTheLabel_tellsAllOfIt(Adversary adversary) {
    LabelInformation told = told(adversary, 50);

    assertEquals(2, told.entropy(), 1e-12);
    assertEquals(2, told.lower(), 0.05);
    assertEquals(2, told.upper(), 0.05);
    Estimate estimate = told.measured(adversary, 100, 3).estimate();
    assertEquals(told.lower(), estimate.value());
    assertEquals(told.upper(), estimate.high());
  }

  @Test
  void measured_featureThatCanTellLess_endsThere() {
    LabelInformation told = new LabelInformation(0.5, 1.8, 2);

    assertEquals(
        new Estimate(0.5, 0.5, 1.2), told.measured(GaussianKde.own(), 100, 1.2).estimate());
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void of_featureThatIsNoise_tellsNothing(Adversary adversary) {
    LabelInformation told = told(adversary, 0);

    assertEquals(0, told.lower(), 0.02);
    assertTrue(told.upper() < 0.1, "upper " + told.upper());
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void of_featureThatTellsSome_isBetween(Adversary adversary) {
    LabelInformation told = told(adversary, 1);

    assertTrue(told.lower() > 0.2 && told.lower() < 1.6, "lower " + told.lower());
    assertTrue(told.upper() >= told.lower() && told.upper() <= 2 + 1e-9, "upper " + told.upper());
  }
}
