package dev.winnow.cli;

import dev.winnow.core.Progress;
import java.io.PrintWriter;

/** Where a command speaks: results to {@link #out}, progress and complaints to {@link #err}. */
public final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private boolean inProgress;

  /**
   * @param terminal whether {@code err} is a terminal, on which a line can be drawn over
   */
  public Console(PrintWriter out, PrintWriter err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  public PrintWriter out() {
    return out;
  }

  public PrintWriter err() {
    return err;
  }

  /** One line of the result, out of the way of a bar that is being drawn. */
  public void result(String line) {
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
  public void say(String line) {
    endProgress();
    err.println(line);
    err.flush();
  }

  /**
   * Shows how far a piece of work has come: on a terminal a bar with the time left, elsewhere a
   * line every ten seconds, so that logs stay short.
   */
  public Progress progress(String what) {
    return terminal ? new ProgressBar(this, what) : new ProgressLines(this, what);
  }

  /** Draws over the current line of the terminal. */
  void redraw(String line) {
    inProgress = true;
    err.print("\r" + line + "\u001b[K");
    err.flush();
  }

  /** Leaves a bar as it stands and goes on below it. */
  public void endProgress() {
    if (inProgress) {
      inProgress = false;
      err.println();
      err.flush();
    }
  }
}
