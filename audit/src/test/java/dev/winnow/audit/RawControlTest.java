package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.identification.RankCounts;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RawControlTest {
  private static AttackResult named(String topic, double share) {
    return AttackResult.of(
        topic,
        new Measurement("knn", Metric.TOP_ONE, Measurement.ALL, Estimate.exactly(share), 0.1, 100));
  }

  private static final RawControl.Way WHOLE =
      new RawControl.Way("whole", List.of(named("identity", 0.2), named("identity.pooled-20", 1)));

  private static final RawControl.Way SPECTRUM =
      new RawControl.Way("spectrum", List.of(named("identity", 0.9)));

  /** Twenty captures taken together say more than one; that is another number. */
  @Test
  void remark_severalWays_saysWhatEachFindsInSingleCaptures() {
    String remark = new RawControl(List.of(WHOLE, SPECTRUM)).remark("identity").orElseThrow();

    assertTrue(remark.endsWith("whole 0.20, spectrum 0.90."), remark);
    assertEquals(3, new RawControl(List.of(WHOLE, SPECTRUM)).results().size());
  }

  /**
   * Who reads the report learns which attacker the feature was held against, and where it looked.
   */
  @Test
  void remark_severalWays_namesTheStrongestAttackerAndItsView() {
    String remark = new RawControl(List.of(WHOLE, SPECTRUM)).remark("identity").orElseThrow();

    assertTrue(remark.startsWith("The raw control of identity is knn on spectrum,"), remark);
  }

  /** What a package sends whole was attacked by more adversaries than a layer of a control. */
  @Test
  void and_anotherLookAtOneLayer_replacesTheFirst() {
    RawControl.Way again = new RawControl.Way("spectrum", List.of(named("identity", 0.7)));

    RawControl both = new RawControl(List.of(WHOLE, SPECTRUM)).and(new RawControl(List.of(again)));

    assertEquals(List.of(WHOLE, again), both.ways());
  }

  @Test
  void remark_oneWayOrCapturesAsTheyAre_saysNothing() {
    RawControl.Way weaker = new RawControl.Way("spectrum", List.of(named("identity", 0.1)));
    assertTrue(new RawControl(List.of(WHOLE, weaker)).remark("identity").isEmpty());
    assertTrue(new RawControl(List.of(WHOLE)).remark("identity").isEmpty());
  }

  /** Of two ways the one that finds more is the reference, whichever comes first. */
  @Test
  void findings_severalWays_standBesideTheStrongest() {
    AttackResult found = named("identity", 0.5);

    var references =
        new ControlledResult(
                List.of(found),
                new RawControl(List.of(WHOLE, SPECTRUM)).results(),
                List.of(),
                List.of())
            .findings(1)
            .get(0)
            .references();

    assertEquals(0.9, references.raw().orElseThrow(), 1e-12);
    assertEquals("knn on spectrum", references.rawBy().orElseThrow());
  }

  /**
   * An adversary that takes long tries one of the nodes; where it is the strongest on the label
   * alone, the feature's leakage over all nodes is measured beside the strongest that tried them
   * all. It once ended an audit of a feature that tells no more than its label.
   */
  @Test
  void findings_labelReadBestInOneDraw_areMeasuredBesideWhoeverTriedAll() {
    List<AttackResult> feature = List.of(ranked("knn", 4, 4, 4));
    List<AttackResult> raw = List.of(ranked("knn", 8, 8, 8));
    List<AttackResult> label = List.of(ranked("knn", 2, 2, 2), ranked("mlp", 3));

    double leakage =
        new ControlledResult(feature, raw, label, List.of())
            .findings(1).stream()
                .filter(finding -> finding.metric().equals("identity.leakage"))
                .findFirst()
                .orElseThrow()
                .value();

    assertEquals((0.4 - 0.2) / (0.8 - 0.2), leakage, 1e-9);
  }

  /** Of ten people, with one row each, so many are named; a number for each draw. */
  private static AttackResult ranked(String adversary, int... named) {
    List<Ranking> rankings =
        Arrays.stream(named)
            .mapToObj(
                right ->
                    new Ranking(
                        adversary,
                        10,
                        IntStream.range(0, 10)
                            .mapToObj(
                                person -> new RankCounts(person, person, person < right ? 0 : 1, 1))
                            .toList()))
            .toList();
    Measurement measurement =
        new Measurement(
            adversary, Metric.TOP_ONE, Measurement.ALL, Estimate.exactly(named[0] / 10.0), 0.1, 10);
    return AttackResult.of("identity", measurement, rankings);
  }
}
