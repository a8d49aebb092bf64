package dev.winnow.edge.command;

import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.cli.TerminationSignal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Runs all that a configuration asks for, at the same time, until each has ended or the process is
 * told to go. One that fails leaves the others alone. At SIGHUP the configuration is read again:
 * runs that are in it as they were go on, others end, new ones begin.
 */
final class ConfiguredNode {
  /** For how long runs that were told to end are waited for. */
  private static final long MOST_MILLIS = 20_000;

  private final Console console;
  private final Supplier<EdgeConfiguration> reader;
  private final RunContext context = RunContext.alone();
  private final Map<ConfiguredRun, RunThread> running = new LinkedHashMap<>();
  private final Object reloads = new Object();
  private int worst = ExitCode.OK;
  private boolean reloading;
  private boolean stopped;

  /**
   * @param reader reads the configuration, again when asked to
   */
  ConfiguredNode(Console console, Supplier<EdgeConfiguration> reader) {
    this.console = console;
    this.reader = reader;
  }

  /**
   * Runs.
   *
   * @param first the configuration as it is now
   * @return the exit code: of several runs the highest
   */
  int run(EdgeConfiguration first) {
    TerminationSignal signal = TerminationSignal.taken(this::stop, this::reload);
    try {
      first.runs().forEach(this::start);
      return ended();
    } finally {
      signal.close();
    }
  }

  private synchronized void start(ConfiguredRun run) {
    if (stopped) {
      return;
    }
    RunThread thread = new RunThread(console.named(run.name()), run, this::command);
    running.put(run, thread);
    thread.start(code -> over(run, code));
  }

  private CommandLine command(Console own, RunEnd end) {
    return new CommandLine(new EdgeCommand(own, context.with(end))).setCommandName("winnow edge");
  }

  private synchronized void over(ConfiguredRun run, int code) {
    running.remove(run);
    worst = Math.max(worst, code);
    notifyAll();
  }

  /** Waits until nothing runs any more; once it was told to stop, not for ever. */
  private synchronized int ended() {
    long left = MOST_MILLIS;
    while (!running.isEmpty() || reloading) {
      long start = System.nanoTime();
      try {
        wait(stopped ? left : 0);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (stopped) {
        left -= (System.nanoTime() - start) / 1_000_000;
        if (left <= 0 && !running.isEmpty()) {
          console.say("winnow: " + running.keySet().iterator().next().name() + " is cut off");
          Runtime.getRuntime().halt(OrderlyEnd.TERMINATED);
        }
      }
    }
    return worst;
  }

  private synchronized void stop() {
    stopped = true;
    running.values().forEach(RunThread::stop);
    notifyAll();
  }

  /** One after the other: a second one sees what the first has left. */
  private void reload() {
    synchronized (reloads) {
      readAgain();
    }
  }

  private void readAgain() {
    EdgeConfiguration read;
    try {
      read = reader.get();
    } catch (IllegalArgumentException e) {
      console.say("winnow: " + e.getMessage() + "; the node goes on as it was");
      return;
    }
    List<RunThread> leaving = new ArrayList<>();
    synchronized (this) {
      reloading = true;
      for (ConfiguredRun run : running.keySet()) {
        if (!read.runs().contains(run)) {
          leaving.add(Objects.requireNonNull(running.get(run)));
        }
      }
    }
    leaving.forEach(RunThread::stop);
    leaving.forEach(RunThread::join);
    synchronized (this) {
      read.runs().stream().filter(run -> !running.containsKey(run)).forEach(this::start);
      reloading = false;
      console.say("winnow: the configuration was read again; running: " + names());
      notifyAll();
    }
  }

  private String names() {
    return String.join(", ", running.keySet().stream().map(ConfiguredRun::name).toList());
  }
}
