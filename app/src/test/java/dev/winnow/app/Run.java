package dev.winnow.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A finished command line, as its user saw it.
 *
 * @param code the exit code
 * @param out the result
 * @param err progress and complaints
 */
public record Run(int code, String out, String err) {
  /** Runs it. */
  public static Run of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = String.valueOf(args[i]);
    }
    int code = Winnow.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Run(code, out.toString(), err.toString());
  }

  /** The complaint, which must be one line. */
  String sentence() {
    String line = err.strip();
    if (line.contains("\n") || !line.startsWith("winnow: ")) {
      throw new AssertionError("not one sentence: " + err);
    }
    return line.substring("winnow: ".length());
  }

  /** The last line, which must be the complaint; notes may precede it. */
  String complaint() {
    return new Run(code, out, err.strip().replaceFirst("(?s).*\\n", "")).sentence();
  }
}
