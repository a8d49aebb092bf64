package dev.winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Signals that another process sends to this one. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class TerminationSignalTest {
  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch reload = new CountDownLatch(2);

  private static void send(String name) throws IOException, InterruptedException {
    long self = ProcessHandle.current().pid();
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(self)).start();
    assertTrue(kill.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, kill.exitValue());
  }

  @Test
  void taken_sigterm_tellsAndEndsTheWait() throws IOException, InterruptedException {
    TerminationSignal signal = TerminationSignal.taken(told::countDown);
    try {
      send("TERM");

      signal.await();
      told.await();
    } finally {
      signal.close();
    }
  }

  /** As often as its configuration has changed, and before it is told to end. */
  @Test
  void taken_sighup_asksToReadAgainEachTime() throws IOException, InterruptedException {
    TerminationSignal signal = TerminationSignal.taken(told::countDown, reload::countDown);
    try {
      send("HUP");
      while (reload.getCount() == 2) {
        Thread.onSpinWait();
      }
      send("HUP");
      reload.await();
      assertEquals(1, told.getCount());

      send("INT");
      told.await();
    } finally {
      signal.close();
    }
  }
}
