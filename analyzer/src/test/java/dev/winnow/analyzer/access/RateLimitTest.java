package dev.winnow.analyzer.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000;

  private final RateLimit limit = new RateLimit();

  @Test
  void allows_asOftenAsSaid_thenNotThenAgain() {
    assertTrue(limit.allows("a", 2, 0));
    assertTrue(limit.allows("a", 2, 0));
    assertFalse(limit.allows("a", 2, 0));
    assertTrue(limit.allows("a", 2, SECOND / 2));
    assertFalse(limit.allows("a", 2, SECOND / 2));
  }

  @Test
  void allows_oneWhoAsksTooOften_doesNotHinderAnother() {
    limit.allows("a", 1, 0);

    assertFalse(limit.allows("a", 1, 0));
    assertTrue(limit.allows("b", 1, 0));
  }

  @Test
  void allows_afterALongSilence_noMoreThanASecondsWorth() {
    limit.allows("a", 2, 0);

    assertTrue(limit.allows("a", 2, 100 * SECOND));
    assertTrue(limit.allows("a", 2, 100 * SECOND));
    assertFalse(limit.allows("a", 2, 100 * SECOND));
  }
}
