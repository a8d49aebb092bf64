package dev.winnow.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers in the form that Vosk's documentation shows. */
class VoskWordsTest {
  @Test
  void of_words_haveTimesAndConfidence() {
    String answer =
        """
        {
          "result" : [{
              "conf" : 1.000000,
              "end" : 1.110000,
              "start" : 0.840000,
              "word" : "one"
            }, {
              "conf" : 0.507300,
              "end" : 1.530000,
              "start" : 1.110000,
              "word" : "zero"
            }],
          "text" : "one zero"
        }""";

    assertEquals(
        List.of(
            new RecognisedWord("one", .84, 1.11, 1), new RecognisedWord("zero", 1.11, 1.53, .5073)),
        VoskWords.of(answer));
  }

  @Test
  void of_silence_isNothing() {
    assertEquals(List.of(), VoskWords.of("{\"text\" : \"\"}"));
  }

  @Test
  void of_noJson_isRefusedWithoutIt() {
    var e = assertThrows(IllegalStateException.class, () -> VoskWords.of("a secret word"));

    assertEquals("Vosk's answer is no JSON", e.getMessage());
  }
}
