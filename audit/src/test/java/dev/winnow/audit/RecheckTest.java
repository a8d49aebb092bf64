package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Estimate;
import dev.winnow.trust.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecheckTest {
  private static final List<Finding> CERTIFIED = List.of(leakage("all", 0.1, 0.02, 0.35));

  private static Finding leakage(String group, double value, double low, double high) {
    return Finding.of("mlp", "identity.leakage", group, new Estimate(value, low, high));
  }

  private static Recheck recheck(Finding... found) {
    List<Recheck> all = Recheck.of(Studio.POLICY, CERTIFIED, List.of(found));
    assertEquals(1, all.size());
    return all.get(0);
  }

  @Test
  void of_intervalThatReachesIntoTheClaim_holds() {
    assertTrue(recheck(leakage("all", 0.5, 0.34, 0.66)).holds());
    // The certified interval allows more than the policy's limit, 0.3.
    assertEquals(0.35, recheck(leakage("all", 0.5, 0.34, 0.66)).claim());
  }

  @Test
  void of_intervalWhollyBeyondTheClaim_isRefuted() {
    assertFalse(recheck(leakage("all", 0.5, 0.36, 0.66)).holds());
  }

  /** Groups are small; the claim that is tested is of everybody. */
  @Test
  void of_groupBeyondTheClaim_doesNotRefuteIt() {
    assertTrue(recheck(leakage("all", 0.1, 0, 0.2), leakage("smile=neutral", 0.9, 0.8, 1)).holds());
  }

  @Test
  void of_measureOfOneSideOnly_isNotCompared() {
    Finding other =
        Finding.of("pca", "verification.auc-above-label", "all", new Estimate(0.9, 0.8, 1));

    assertTrue(Recheck.of(Studio.POLICY, CERTIFIED, List.of(other)).isEmpty());
  }
}
