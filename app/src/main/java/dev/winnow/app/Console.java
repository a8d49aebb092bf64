package dev.winnow.app;

import dev.winnow.core.Progress;
import java.io.PrintWriter;

/** Where a command speaks: results to {@link #out}, progress and complaints to {@link #err}. */
final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private boolean inProgress;

  /**
   * @param terminal whether {@code err} is a terminal, on which a line can be drawn over
   */
  Console(PrintWriter out, PrintWriter err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  /** One line of the result, out of the way of a bar that is being drawn. */
  void result(String line) {
    if (inProgress) {
      err.print("\r\u001b[K");
      err.flush();
    }
    out.println(line);
    if (terminal) {
      out.flush();
    }
  }

  /** One line of explanation beside the result. */
  void say(String line) {
    endProgress();
    err.println(line);
    err.flush();
  }

  /**
   * Shows how far a piece of work has come: on a terminal a bar with the time left, elsewhere a
   * line every ten seconds, so that logs stay short.
   */
  Progress progress(String what) {
    return terminal ? new ProgressBar(this, what) : new ProgressLines(this, what);
  }

  /** Draws over the current line of the terminal. */
  void redraw(String line) {
    inProgress = true;
    err.print("\r" + line + "\u001b[K");
    err.flush();
  }

  /** Leaves a bar as it stands and goes on below it. */
  void endProgress() {
    if (inProgress) {
      inProgress = false;
      err.println();
      err.flush();
    }
  }
}
