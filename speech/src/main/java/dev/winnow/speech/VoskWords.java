package dev.winnow.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** The words of what Vosk answers, which is JSON. */
final class VoskWords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private VoskWords() {}

  /**
   * The words of an answer.
   *
   * @param answer as {@code vosk_recognizer_result} gives it
   * @return none if there is no {@code result} in it: nothing was said
   */
  static List<RecognisedWord> of(String answer) {
    List<RecognisedWord> words = new ArrayList<>();
    for (JsonNode word : parsed(answer).path("result")) {
      double start = word.path("start").asDouble();
      words.add(
          new RecognisedWord(
              word.path("word").asText(),
              start,
              Math.max(start, word.path("end").asDouble()),
              Math.max(0, Math.min(1, word.path("conf").asDouble()))));
    }
    return words;
  }

  private static JsonNode parsed(String answer) {
    try {
      return JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      // Without the cause, which quotes what was said.
      throw new IllegalStateException("Vosk's answer is no JSON");
    }
  }
}
