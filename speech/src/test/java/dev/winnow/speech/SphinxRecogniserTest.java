package dev.winnow.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.synthesis.speech.SpokenWords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Sphinx makes of sounds that nobody speaks in. */
class SphinxRecogniserTest {
  private static final Deadline NEVER = new Deadline(() -> 0, 1);
  private static final Deadline PAST = new Deadline(() -> 1, 0);

  private static SphinxRecogniser recogniser;

  @TempDir private static Path speech;

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

  /** Said by FreeTTS's voice, each digit by another of ten speakers. */
  @Test
  void recognise_spokenDigits_areMostlyThose() throws IOException {
    DataSet set = SpokenWords.withSeed(1).write(speech.resolve("set"), 10, 1, Progress.NONE);
    int right = 0;
    for (int i = 0; i < 10; i++) {
      Sample sample = set.samples().get(11 * i);
      List<RecognisedWord> words = recognise(Files.readAllBytes(set.file(sample)), NEVER);
      String said = words.stream().map(RecognisedWord::text).collect(Collectors.joining(" "));
      right += said.equals(sample.label("word").orElseThrow()) ? 1 : 0;
    }

    assertTrue(right >= 9, right + " of 10");
  }

  /** By n-grams in ARPA's format, of one or seven; the other word is said by nobody. */
  @Test
  void recognise_byLanguageModel_isOneOfItsWords() throws IOException {
    Path file = speech.resolve("words.lm");
    Files.writeString(
        file,
        """

        \\data\\
        ngram 1=5
        ngram 2=4

        \\1-grams:
        -0.6 <s> -0.3
        -0.6 </s> 0
        -0.6 one -0.3
        -0.6 seven -0.3
        -0.9 qwxzt -0.3

        \\2-grams:
        -0.3 <s> one
        -0.3 <s> seven
        -0.3 one </s>
        -0.3 seven </s>

        \\end\\
        """);
    DataSet set =
        SpokenWords.withSeed(2)
            .with(List.of("seven"))
            .write(speech.resolve("seven"), 10, 1, Progress.NONE);
    byte[] seven = Files.readAllBytes(set.file(set.samples().get(0)));
    try (SpeechRecogniser general = SpeechRecogniser.sphinx(file)) {
      double[] samples = ReleasedSound.decode(ByteBuffer.wrap(seven));

      List<RecognisedWord> words = general.recognise(samples, NEVER);

      assertEquals(List.of("seven"), words.stream().map(RecognisedWord::text).toList());
      assertTrue(words.get(0).confidence() > .5 && words.get(0).confidence() <= 1);
      assertEquals(List.of(), general.recognise(new double[16_000], NEVER));
    }
  }

  private static List<RecognisedWord> recognise(byte[] wav, Deadline deadline) {
    return recogniser.recognise(ReleasedSound.decode(ByteBuffer.wrap(wav)), deadline);
  }
}
