package dev.winnow.edge.command;

import dev.winnow.cli.CommandRunner;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import picocli.CommandLine;

/** One run of several, on a thread of its own; it is begun again after a failure that may pass. */
final class RunThread {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Console console;
  private final ConfiguredRun run;
  private final BiFunction<Console, RunEnd, CommandLine> command;
  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private Optional<Runnable> stopping = Optional.empty();

  /**
   * @param command makes the command, given where it speaks and how it ends
   */
  RunThread(Console console, ConfiguredRun run, BiFunction<Console, RunEnd, CommandLine> command) {
    this.console = console;
    this.run = run;
    this.command = command;
  }

  /**
   * Begins.
   *
   * @param over takes the exit code once it has ended for good
   */
  void start(IntConsumer over) {
    new DaemonThreads("winnow-edge-" + run.name())
        .newThread(
            () -> {
              int code = ExitCode.FAILED;
              try {
                code = toItsEnd();
              } finally {
                over.accept(code);
                ended.countDown();
              }
            })
        .start();
  }

  /** Makes it end soon; a source that has an end of its own is read to it. */
  void stop() {
    told.countDown();
    synchronized (this) {
      stopping.ifPresent(Runnable::run);
    }
  }

  /** Waits until it has ended. */
  void join() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int toItsEnd() {
    Duration pause = FIRST_PAUSE;
    while (true) {
      int code = once();
      boolean passing = code == ExitCode.FAILED || code == ExitCode.NOT_MET;
      if (!passing || !run.resumable() || told.getCount() == 0) {
        return code;
      }
      console.say("is begun again in %d min".formatted(pause.toMinutes()));
      if (isTold(pause)) {
        return code;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private int once() {
    CommandLine program = command.apply(console, this::untilTold);
    return CommandRunner.run(console, program, run.arguments().toArray(String[]::new));
  }

  private void untilTold(Runnable stop, Runnable work) {
    synchronized (this) {
      stopping = Optional.of(stop);
    }
    if (told.getCount() == 0) {
      stop.run();
    }
    try {
      work.run();
    } finally {
      synchronized (this) {
        stopping = Optional.empty();
      }
    }
  }

  private boolean isTold(Duration within) {
    try {
      return told.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
