package dev.winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Several pieces of work on one console. */
class NamedConsoleTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Console console =
      new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);

  @Test
  void say_byTwo_linesBeginWithWhoSaidThem() {
    console.named("hall").say("an analyzer is away");
    console.named("door").err().print("half a ");
    console.named("hall").err().printf("lost%nand found%n");

    assertEquals(
        "hall: an analyzer is away%nhall: lost%nhall: and found%n".formatted(), err.toString());
  }

  @Test
  void result_isAsItIs() {
    console.named("hall").result("{}");

    assertEquals("{}%n".formatted(), out.toString());
  }

  /** A service runs for years: lines that say how far it is would fill its log. */
  @Test
  void progress_isNotShown() {
    Progress progress = console.named("hall").progress("asking");
    progress.at(1, 10, "");

    assertEquals("", err.toString());
  }
}
