package dev.winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
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
      assertTrue(told.await(30, TimeUnit.SECONDS));
    } finally {
      signal.close();
    }
  }

  /** As often as its configuration has changed, and before it is told to end. */
  @Test
  void taken_sighup_asksToReadAgainEachTime() throws IOException, InterruptedException {
    assumeFalse(isHangupIgnored(), "whoever started this has SIGHUP ignored, as nohup does");
    Semaphore reloads = new Semaphore(0);
    TerminationSignal signal = TerminationSignal.taken(told::countDown, reloads::release);
    try {
      send("HUP");
      assertTrue(reloads.tryAcquire(30, TimeUnit.SECONDS));
      send("HUP");
      assertTrue(reloads.tryAcquire(30, TimeUnit.SECONDS));
      assertEquals(1, told.getCount());

      send("TERM");
      assertTrue(told.await(30, TimeUnit.SECONDS));
    } finally {
      signal.close();
    }
  }

  /** Java leaves a signal alone that was ignored when it began. */
  private static boolean isHangupIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & 1) != 0;
  }
}
