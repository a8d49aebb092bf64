package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
import java.util.List;
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

  @Test
  void remark_oneWay_saysNothing() {
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
  }
}
