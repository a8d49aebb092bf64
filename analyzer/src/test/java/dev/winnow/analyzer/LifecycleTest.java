package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
  private static final String QUESTION =
      """
      {"inputs":[{"name":"feature","shape":[1,2],"datatype":"FP32","data":[0,0]}]}""";

  @TempDir private Path folder;

  @Test
  void start_severalVersions_servesAllAndTheHighestUnlessTold() {
    ModelRepository.write(folder, "pets", "2", Samples.network(), Samples.NAMES);
    try (AnalyzerServer server = Samples.server(folder)) {
      Http http = Http.of(server);

      assertEquals(answerOf("2"), http.post("/v2/models/pets/infer", QUESTION).body());
      assertEquals(answerOf("1"), http.post("/v2/models/pets/versions/1/infer", QUESTION).body());
    }
  }

  @Test
  void start_onABusyPort_isOneSentence() throws IOException {
    ModelRepository repository = Samples.repository(folder);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      ServerOptions options = ServerOptions.onPort(port).withHost("127.0.0.1");

      var refusal =
          assertThrows(
              PortUnavailableException.class, () -> AnalyzerServer.start(repository, options));
      assertEquals("port " + port + " is in use; choose another with --port", refusal.getMessage());
    }
  }

  @Test
  void close_afterServing_freesThePort() throws IOException {
    AnalyzerServer server = Samples.server(folder);
    Http http = Http.of(server);
    assertEquals(200, http.get("/v2").statusCode());

    server.close();
    server.close();

    assertThrows(UncheckedIOException.class, () -> http.get("/v2"));
    new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void start_nothingThatCanBeServed_isOneSentence() throws Exception {
    ModelRepository repository = Samples.repository(folder);
    Files.write(folder.resolve("pets/1/model.onnx"), new byte[] {8});

    var refusal =
        assertThrows(
            MalformedRepositoryException.class,
            () -> AnalyzerServer.start(repository, Samples.options()));
    assertTrue(
        refusal.getMessage().startsWith(folder + " holds no model that can be served: pets/1/"),
        refusal.getMessage());
  }

  @Test
  void options_outOfRange_sayTheRange() {
    assertEquals(
        "the port must be from 0 to 65535, not 65536",
        assertThrows(IllegalArgumentException.class, () -> ServerOptions.onPort(65536))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> ServerOptions.onPort(1).withThreads(0));
    assertThrows(IllegalArgumentException.class, () -> ServerOptions.onPort(1).withWaiting(0));
  }

  private static String answerOf(String version) {
    return "{\"model_name\":\"pets\",\"model_version\":\"%s\",\"outputs\":[{\"name\":\"probability\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[0.5,0.5]}]}"
        .formatted(version);
  }
}
