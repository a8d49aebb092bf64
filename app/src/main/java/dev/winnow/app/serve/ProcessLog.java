package dev.winnow.app.serve;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log of this process: one line for each thing that happened, with its time, how bad it is, who
 * says it, and the causes of an error with the place of each.
 */
public final class ProcessLog {
  /** Who is written from {@link Level#INFO} on; of libraries, warnings are enough. */
  private static final String OURS = "dev.winnow";

  private ProcessLog() {}

  /** Says nothing of what libraries log, as befits a command that answers on a terminal. */
  public static void silence() {
    LogManager.getLogManager().reset();
    Logger.getLogger("").setLevel(Level.OFF);
  }

  /** Writes to {@code err} while something is done. */
  public static void during(PrintWriter err, Runnable something) {
    Logger root = Logger.getLogger("");
    // Held until the end, for Java's logging forgets the level of a logger that nobody holds.
    Logger ours = Logger.getLogger(OURS);
    Handler lines = new Lines(err);
    List.of(root.getHandlers()).forEach(root::removeHandler);
    root.setLevel(Level.WARNING);
    ours.setLevel(Level.INFO);
    root.addHandler(lines);
    try {
      something.run();
    } finally {
      root.removeHandler(lines);
      root.setLevel(Level.OFF);
      ours.setLevel(null);
    }
  }

  /** What a record says, on one line whatever is in it. */
  static String line(LogRecord record) {
    StringBuilder line = new StringBuilder();
    line.append(record.getInstant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
    line.append(record.getLevel().getName()).append(' ').append(record.getLoggerName());
    line.append(' ').append(record.getMessage());
    Throwable cause = record.getThrown();
    for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
      line.append(depth == 0 ? ": " : "; caused by ").append(cause);
      if (cause.getStackTrace().length > 0) {
        line.append(" at ").append(cause.getStackTrace()[0]);
      }
    }
    return line.toString().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
  }

  private static final class Lines extends Handler {
    private final PrintWriter err;

    Lines(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        // One call, so that lines of several threads are not mixed.
        err.println(line(record));
        err.flush();
      }
    }

    @Override
    public void flush() {
      err.flush();
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}
