package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A package and its analyzer as {@code winnow build} wrote them, served and asked. */
record Asking(Path built, String name) {
  /** {@code winnow edge} on a source, which must succeed. */
  Run edge(String source, String... more) throws IOException {
    try (Serving serving = Serving.start(built.resolve("analyzer"))) {
      List<Object> words = new ArrayList<>(List.of("edge", built.resolve(name + ".extractor")));
      words.addAll(List.of("--uncertified", "--source", source, "--analyzer", serving.address()));
      words.addAll(List.of("--secret", built.resolve("noise.key")));
      words.addAll(Arrays.asList(more));
      Run run = Run.of(words.toArray());
      assertEquals(ExitCode.OK, run.code(), run.err());
      return run;
    }
  }

  /** The probabilities that a source's captures get, by their paths. */
  Map<String, float[]> probabilities(String source) throws IOException {
    Map<String, float[]> all = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : edge(source, "--json").out().lines().toList()) {
      JsonNode answer = json.readTree(line);
      JsonNode values = answer.get("probabilities");
      float[] row = new float[values.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = values.get(i).floatValue();
      }
      all.put(answer.get("path").asText(), row);
    }
    return all;
  }
}
