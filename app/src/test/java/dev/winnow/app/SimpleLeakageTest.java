package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A feature that is sent as it is tells at most what captures tell. Linear attackers find more in
 * inner layers of a network than in pixels, so a control that knew pixels alone gave more.
 */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class SimpleLeakageTest {
  @TempDir private static Path folder;
  private static Path portraits;
  private static Path network;

  @BeforeAll
  static void paint() {
    SmilingPeople people = SmilingPeople.in(folder);
    portraits = people.portraits();
    network = people.network();
  }

  private static JsonNode study(String cut, Object... options) throws IOException {
    Object[] words = {
      "build",
      "--json",
      "--model",
      network,
      "--data",
      portraits,
      "--primary",
      "smile",
      "--cut",
      cut,
      "--threads",
      1,
      "--name",
      "smile",
      "--out",
      folder.resolve(cut)
    };
    Object[] all = new Object[words.length + options.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    Run run = Run.of(all);
    assertEquals(0, run.code(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu1_1", "pool2", "relu3_2", "flatten"})
  void build_simpleAtAnyCut_leaksNoMoreThanTheCaptures(String cut) throws IOException {
    JsonNode json = study(cut, "--embedding", "simple");

    double leakage = json.at("/embeddings/0/leakage").asDouble();
    assertTrue(leakage >= 0 && leakage <= 1.05, leakage + " of " + json.get("controls"));
  }

  /** A coin that depends on one number leaks little against any control. */
  @Test
  void build_oneRandomisedNumber_leaksLittle() throws IOException {
    JsonNode json = study("pool4", "--embedding", "reduced", "--dims", 1, "--epsilon", 2);

    double leakage = json.at("/embeddings/1/leakage").asDouble();
    assertTrue(leakage < 0.3, leakage + " of " + json.get("controls"));
    assertTrue(json.at("/controls/rawBy").asText().contains(" on "), json::toString);
  }
}
