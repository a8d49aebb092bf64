package dev.winnow.voiceaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The word error rate as NIST's sclite counts it. */
class WordErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "one two three, one two three, 0",
    "one two three, one too three, 1",
    "one two three, one three, 1",
    "one two three, one two two three, 1",
    "one two three, '', 3",
    "one two three, four five six seven, 4",
    "one two three, three one two, 2",
  })
  void of_counts_whatIsPutInLeftOutAndReplaced(String said, String recognised, int errors) {
    assertEquals(errors, WordErrors.of(words(said), words(recognised)));
  }

  @ParameterizedTest
  @CsvSource({"zero, zero, 1", "zero, '', 0", "zero, one two, -1"})
  void accuracy_isOneLessTheErrorRate(String said, String recognised, double accuracy) {
    assertEquals(accuracy, WordErrors.accuracy(words(said), words(recognised)));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
