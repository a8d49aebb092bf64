package dev.winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Console console(boolean terminal) {
    return new Console(new PrintWriter(out, true), new PrintWriter(err, true), terminal);
  }

  @Test
  void progress_onATerminal_drawsABarThatEndsFull() {
    Progress progress = console(true).progress("training");

    progress.at(5, 10, "loss 0.5");
    progress.at(10, 10, "loss 0.1");

    assertTrue(err.toString().contains("\rtraining  [############............]  50 %"));
    assertTrue(err.toString().contains("left  loss 0.5"));
    assertTrue(err.toString().contains("[########################] 100 %"));
    assertTrue(err.toString().endsWith("\n"));
  }

  @Test
  void progress_totalUnknown_counts() {
    console(true).progress("reading").at(1234, 0, "");

    assertTrue(err.toString().contains("reading  1,234"), err.toString());
  }

  @Test
  void result_whileABarIsDrawn_clearsTheBarFirst() {
    Console console = console(true);
    console.progress("asking").at(1, 10, "");

    console.result("an answer");

    assertTrue(err.toString().endsWith("\r\u001b[K"));
    assertEquals("an answer", out.toString().strip());
  }

  @Test
  void progress_inALogAndSoonDone_saysNothing() {
    console(false).progress("asking").at(10, 10, "");

    assertEquals("", err.toString());
  }
}
