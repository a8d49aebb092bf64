package dev.winnow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.analyzer.AnalyzerServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gRPC's own client for Node.js; see {@code grpc-js}. */
class GrpcJsTest {
  private static final Path SOURCES = Path.of("src/test/clients/grpc-js").toAbsolutePath();
  private static final Path PLACE = Path.of("target/clients/grpc-js").toAbsolutePath();
  private static final Path PROTO =
      Path.of("../analyzer/src/main/proto/open_inference_grpc.proto").toAbsolutePath();

  @Test
  void everyCall_typedAndRaw_isAnswered(@TempDir Path folder) throws IOException {
    Command.assumeInstalled("node");
    Command.assumeInstalled("npm");
    install();
    try (AnalyzerServer server = PetServer.start(folder)) {
      String output =
          Command.run(
                  PLACE,
                  List.of("node", "client.js", String.valueOf(server.port()), PROTO.toString()))
              .ofSuccess();

      JsonNode said = new ObjectMapper().readTree(output);
      for (String flag : List.of("live", "ready", "model")) {
        assertTrue(said.get(flag).booleanValue(), output);
      }
      assertEquals("winnow", said.get("server").textValue());
      assertEquals("[-1,2]", said.get("shape").toString());
      assertEquals("[\"cat\",\"dog\"]", said.get("labels").toString());
      assertEquals("42", said.get("id").textValue());
      for (String form : List.of("typed", "raw")) {
        assertEquals(0.26894143, said.get(form).get(0).doubleValue(), 1e-6);
        assertEquals(0.7310586, said.get(form).get(1).doubleValue(), 1e-6);
      }
      assertEquals(
          "[true,\"there is no model of that name here\"]", said.get("refused").toString());
    }
  }

  @Test
  void infer_aJpegTypedAndRaw_isAnswered(@TempDir Path folder) throws IOException {
    Command.assumeInstalled("node");
    Command.assumeInstalled("npm");
    install();
    ColourServer.red(folder);
    try (AnalyzerServer server = ColourServer.start(folder.resolve("models"))) {
      String output =
          Command.run(
                  PLACE,
                  List.of(
                      "node",
                      "tagger.js",
                      String.valueOf(server.port()),
                      PROTO.toString(),
                      folder.resolve("red.jpg").toString()))
              .ofSuccess();

      JsonNode said = new ObjectMapper().readTree(output);
      for (String form : List.of("typed", "raw")) {
        for (int i = 0; i < 2; i++) {
          assertEquals(
              ColourServer.RED[i],
              said.get(form).get(i).doubleValue(),
              ColourServer.COMPRESSION,
              output);
        }
      }
    }
  }

  /** Fetches the packages that the lock file pins by their digests, unless they are there. */
  private static void install() throws IOException {
    Files.createDirectories(PLACE);
    for (String file : List.of("package.json", "package-lock.json", "client.js", "tagger.js")) {
      Files.copy(SOURCES.resolve(file), PLACE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(PLACE.resolve("node_modules/@grpc/grpc-js/package.json"))) {
      var npm =
          Command.run(
              PLACE, List.of("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit"));
      assumeTrue(npm.exit() == 0, "npm cannot fetch @grpc/grpc-js: " + npm.output());
    }
  }
}
