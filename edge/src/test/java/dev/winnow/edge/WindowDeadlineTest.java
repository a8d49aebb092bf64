package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a capture waits for others to be shuffled with. */
class WindowDeadlineTest {
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private final Clock clock = new Clock();
  private final List<Duration> passed = new ArrayList<>();

  /** Time passes when a test says so. */
  private static final class Clock implements WindowDeadline.Timer {
    private record Task(Duration at, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Override
    public Runnable after(Duration delay, Runnable work) {
      Task task = new Task(now.plus(delay), work);
      tasks.add(task);
      return () -> tasks.remove(task);
    }

    void pass(Duration time) {
      now = now.plus(time);
      List<Task> due = tasks.stream().filter(task -> task.at.compareTo(now) <= 0).toList();
      tasks.removeAll(due);
      due.forEach(task -> task.work.run());
    }

    @Override
    public void close() {
      tasks.clear();
    }
  }

  private WindowDeadline deadline(Optional<Duration> within) {
    return new WindowDeadline(within, clock, () -> passed.add(clock.now));
  }

  @Test
  void start_severalCaptures_isDueOnceCountedFromTheFirst() {
    try (WindowDeadline deadline = deadline(Optional.of(WITHIN))) {
      deadline.start();
      clock.pass(Duration.ofSeconds(3));
      deadline.start();
      clock.pass(Duration.ofSeconds(2));
      clock.pass(Duration.ofSeconds(9));
    }
    assertEquals(List.of(WITHIN), passed);
  }

  @Test
  void stop_windowThatWasFull_countsAnewFromTheNextCapture() {
    try (WindowDeadline deadline = deadline(Optional.of(WITHIN))) {
      deadline.start();
      clock.pass(Duration.ofSeconds(4));
      deadline.stop();
      deadline.start();
      clock.pass(Duration.ofSeconds(4));
      assertEquals(List.of(), passed);
      clock.pass(Duration.ofSeconds(1));
    }
    assertEquals(List.of(Duration.ofSeconds(9)), passed);
  }

  @Test
  void start_sourceThatEndsByItself_isNeverDue() {
    try (WindowDeadline deadline = deadline(Optional.empty())) {
      deadline.start();
      clock.pass(Duration.ofDays(1));
    }
    assertEquals(List.of(), passed);
  }
}
