package dev.winnow.cli;

import dev.winnow.core.Progress;
import java.io.PrintWriter;

/** Where a command speaks: results to {@link #out}, progress and complaints to {@link #err}. */
public final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Drawn drawn;
  private boolean inProgress;

  /** How progress is shown. */
  private enum Drawn {
    BAR,
    LINES,
    NOTHING
  }

  /**
   * @param terminal whether {@code err} is a terminal, on which a line can be drawn over
   */
  public Console(PrintWriter out, PrintWriter err, boolean terminal) {
    this(out, err, terminal ? Drawn.BAR : Drawn.LINES);
  }

  private Console(PrintWriter out, PrintWriter err, Drawn drawn) {
    this.out = out;
    this.err = err;
    this.drawn = drawn;
  }

  /**
   * The same for one of several pieces of work that go on at the same time: what is said begins
   * with its name, and progress, of which lines would never end, is not shown.
   */
  public Console named(String name) {
    return new Console(out, new PrintWriter(new NamedLines(name, err), true), Drawn.NOTHING);
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
    if (drawn != Drawn.LINES) {
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
    return switch (drawn) {
      case BAR -> new ProgressBar(this, what);
      case LINES -> new ProgressLines(this, what);
      case NOTHING -> Progress.NONE;
    };
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
