package dev.winnow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.analyzer.AnalyzerServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wyona's Java client for Triton over REST, in a JVM of its own; see {@code WyonaClient.java}. */
class WyonaTritonTest {

  @Test
  void infer_inEveryMixOfBinaryAndJson_isAnswered(@TempDir Path folder) {
    try (AnalyzerServer server = PetServer.start(folder)) {
      String output =
          Command.run(
                  Path.of("").toAbsolutePath(),
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      "target/clients/wyona-triton-client.jar",
                      "src/test/clients/WyonaClient.java",
                      String.valueOf(server.port())))
              .ofSuccess();

      List<String> answers = output.lines().filter(line -> line.startsWith("answer")).toList();
      assertEquals(4, answers.size(), output);
      for (String answer : answers) {
        assertTrue(answer.matches("answer \\w+ \\w+ 0\\.26894\\d* 0\\.73105\\d*"), output);
      }
      assertTrue(
          output.contains(
              "InferenceException: inputs[0].name is \"nothing\", and the model takes only [feature]"),
          output);
    }
  }
}
