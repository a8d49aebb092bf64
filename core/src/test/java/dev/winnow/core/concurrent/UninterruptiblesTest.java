package dev.winnow.core.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UninterruptiblesTest {
  @Test
  void run_interruptedTwice_waitsToTheEndAndIsInterruptedAfterwards() {
    AtomicInteger tries = new AtomicInteger();

    Uninterruptibles.run(
        () -> {
          if (tries.incrementAndGet() <= 2) {
            throw new InterruptedException();
          }
        });

    assertEquals(3, tries.get());
    assertTrue(Thread.interrupted());
  }

  @Test
  void run_neverInterrupted_isNotAfterwards() {
    Uninterruptibles.run(() -> {});

    assertFalse(Thread.interrupted());
  }
}
