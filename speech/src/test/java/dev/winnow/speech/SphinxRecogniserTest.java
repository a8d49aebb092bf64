package dev.winnow.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Sphinx makes of sounds that nobody speaks in. */
class SphinxRecogniserTest {
  private static final Deadline NEVER = new Deadline(() -> 0, 1);
  private static final Deadline PAST = new Deadline(() -> 1, 0);

  private static SphinxRecogniser recogniser;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    Path grammar = folder.resolve("digits.gram");
    Files.writeString(grammar, DigitAccuracy.GRAMMAR);
    recogniser = SphinxRecogniser.open(grammar);
  }

  @AfterAll
  static void close() {
    recogniser.close();
  }

  @Test
  void recognise_silence_isNothing() {
    assertEquals(List.of(), recognise(Sounds.silence(16_000, 1), NEVER));
  }

  /** Which a grammar alone would take for one of its words. */
  @Test
  void recognise_tone_isNothing() {
    assertEquals(List.of(), recognise(Sounds.tone(16_000, 1), NEVER));
  }

  @Test
  void recognise_lessThanAWindow_isNothing() {
    assertEquals(List.of(), recogniser.recognise(new double[] {0.5}, NEVER));
    assertEquals(List.of(), recogniser.recognise(new double[160], NEVER));
    assertEquals(List.of(), recogniser.recognise(new double[1_000], NEVER));
  }

  @Test
  void recognise_deadlinePast_isNothingAndTheNextIsRecognised() {
    assertEquals(List.of(), recognise(Sounds.tone(16_000, 1), PAST));
    assertEquals(List.of(), recognise(Sounds.tone(16_000, 1), NEVER));
  }

  private static List<RecognisedWord> recognise(byte[] wav, Deadline deadline) {
    return recogniser.recognise(ReleasedSound.decode(ByteBuffer.wrap(wav)), deadline);
  }
}
