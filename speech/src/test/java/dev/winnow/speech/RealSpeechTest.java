package dev.winnow.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.wire.InferenceResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Digits of the Free Spoken Digit Dataset. */
@EnabledIfEnvironmentVariable(
    named = "WINNOW_DATA",
    matches = ".+",
    disabledReason = "WINNOW_DATA does not name the folder with the real data")
class RealSpeechTest {
  private static final Path RECORDINGS =
      Path.of(String.valueOf(System.getenv("WINNOW_DATA")), "fsdd", "recordings");

  @TempDir private Path folder;
  private Path grammar;

  @BeforeEach
  void find() throws IOException {
    assumeTrue(Files.exists(RECORDINGS), () -> "there is no " + RECORDINGS);
    grammar = folder.resolve("digits.gram");
    Files.writeString(grammar, DigitAccuracy.GRAMMAR);
  }

  /** 46 of these 60 when it was written; by chance it were 6. */
  @Test
  void recognise_digits_areMostlyRightAndRightOnesAreSurer() throws IOException {
    DigitAccuracy measured = DigitAccuracy.of(RECORDINGS, grammar, 60, /* print= */ false);

    assertTrue(measured.right() >= 42, measured::toString);
    assertTrue(measured.sureRight() > measured.sureWrong(), measured::toString);
  }

  /** Both at once, and after another recording: an answer depends on its own recording alone. */
  @Test
  void infer_severalAtOnce_areTheAnswersOfEachAloneAndNothingIsLogged() throws Exception {
    SpeechRepository.write(folder.resolve("out"), "digits", "1", grammar);
    byte[] seven = Files.readAllBytes(RECORDINGS.resolve("7_lucas_0.wav"));
    byte[] nine = Files.readAllBytes(RECORDINGS.resolve("9_jackson_0.wav"));
    Remembering log = new Remembering();
    Logger.getLogger("").addHandler(log);
    try (Recognising server = Recognising.of(folder.resolve("out"))) {
      log.records.clear();
      InferenceResponse alone = server.ask(seven);
      assertEquals(List.of("seven"), Recognising.words(alone));
      float[] times = alone.output("times").tensor().toArray();
      assertTrue(0 <= times[0] && times[0] < times[1] && times[1] < 0.7, () -> "at " + times[1]);

      var first = server.postLater(nine);
      var second = server.postLater(seven);

      assertEquals(List.of("nine"), Recognising.words(Recognising.response(first.get())));
      assertSame(alone, Recognising.response(second.get()));
      assertSame(alone, server.ask(seven));
      assertEquals(List.of(), log.ofSphinx());
    } finally {
      Logger.getLogger("").removeHandler(log);
    }
  }

  private static void assertSame(InferenceResponse expected, InferenceResponse actual) {
    for (String output : List.of("times", "confidence")) {
      assertEquals(
          expected.output(output).tensor().bytes(), actual.output(output).tensor().bytes());
    }
    assertEquals(Recognising.words(expected), Recognising.words(actual));
  }

  /** What is logged. */
  private static final class Remembering extends Handler {
    private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void publish(LogRecord logged) {
      records.add(logged);
    }

    List<String> ofSphinx() {
      return List.copyOf(records).stream()
          .filter(logged -> String.valueOf(logged.getSourceClassName()).contains("sphinx"))
          .map(LogRecord::getMessage)
          .toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
