package dev.winnow.cli;

import java.io.PrintWriter;
import java.io.Writer;

/** Whole lines, each behind the name of who says it. Those of several writers do not mix. */
final class NamedLines extends Writer {
  private final String name;
  private final PrintWriter target;
  private final StringBuilder line = new StringBuilder();

  /**
   * @param target which stays open
   */
  NamedLines(String name, PrintWriter target) {
    this.name = name;
    this.target = target;
  }

  @Override
  public void write(char[] text, int from, int count) {
    synchronized (lock) {
      for (int i = from; i < from + count; i++) {
        if (text[i] == '\n') {
          target.println(name + ": " + line);
          line.setLength(0);
        } else if (text[i] != '\r') {
          line.append(text[i]);
        }
      }
    }
  }

  @Override
  public void flush() {
    target.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
