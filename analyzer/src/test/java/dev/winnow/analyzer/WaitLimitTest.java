package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitLimitTest {
  private static final long SECOND = 1_000_000_000;

  private final WaitLimit limit = new WaitLimit(Duration.ofSeconds(10), 1, 0);

  @BeforeEach
  void tenRowsASecond() {
    limit.ran(1, SECOND / 10);
  }

  @Test
  void allows_beforeAnythingRan_all() {
    assertTrue(new WaitLimit(Duration.ofSeconds(10), 1, 0).allows(1_000_000, 0));
  }

  @Test
  void allows_whatWouldWaitLongerThanConfigured_isRefused() {
    assertTrue(limit.allows(100, 0));
    assertFalse(limit.allows(101, 0));
  }

  @Test
  void allows_severalThreads_shareTheWait() {
    WaitLimit two = new WaitLimit(Duration.ofSeconds(10), 2, 0);
    two.ran(1, SECOND / 10);

    assertTrue(two.allows(200, 0));
    assertFalse(two.allows(201, 0));
  }

  @Test
  void allows_whereClientsGiveUp_halfTheirPatience() {
    limit.abandoned(2 * SECOND, 0);

    assertTrue(limit.allows(10, 0));
    assertFalse(limit.allows(11, 0));
  }

  @Test
  void allows_longAfterClientsGaveUp_asConfigured() {
    limit.abandoned(2 * SECOND, 0);

    assertTrue(limit.allows(100, 60 * SECOND));
    assertFalse(limit.allows(101, 60 * SECOND));
  }

  /** Clients who cancel at once do not lock out the others. */
  @Test
  void allows_whereClientsGiveUpAtOnce_aFifthOfASecondAlways() {
    for (int i = 0; i < 1000; i++) {
      limit.abandoned(0, 0);
    }

    assertTrue(limit.allows(2, 0));
    assertFalse(limit.allows(3, 0));
  }
}
