package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that open more connections than there may be. */
@Timeout(60)
class ConnectionLimitTest {
  @TempDir private Path folder;

  @Test
  void connections_idleOnes_lockOutNobody() throws IOException {
    ModelRepository repository = Samples.repository(folder);
    ServerOptions options = Samples.options().withConnections(new ConnectionLimits(16, 8));
    List<Socket> idle = new ArrayList<>();
    try (AnalyzerServer server = AnalyzerServer.start(repository, options)) {
      for (int i = 0; i < 100; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }

      assertTrue(ask(server.port()).startsWith("HTTP/1.1 200"));

      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  /** A request under way is not cut off for a connection that came later. */
  @Test
  void connections_besideOneAtWork_areTurnedAwayFirst() throws Exception {
    HeldBackend held = new HeldBackend();
    ModelRepository.write(folder, "held", "1", Samples.network(), HeldBackend.TERMS, Map.of());
    ModelRepository repository = ModelRepository.open(folder, List.of(held));
    ServerOptions options = Samples.options().withConnections(new ConnectionLimits(16, 2));
    List<Socket> idle = new ArrayList<>();
    try (AnalyzerServer server = AnalyzerServer.start(repository, options)) {
      var working =
          CompletableFuture.supplyAsync(
              () ->
                  Http.of(server)
                      .post(
                          "/v2/models/held/infer",
                          "{\"inputs\":[{\"name\":\"feature\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[0,1]}]}"),
              work -> new Thread(work).start());
      held.awaitRun();
      for (int i = 0; i < 20; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }

      assertTrue(ask(server.port()).startsWith("HTTP/1.1 200"));
      held.letGo();
      assertEquals(200, working.join().statusCode());
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  /** Asks as clients do, who connect again when they are hung up on. */
  private static String ask(int port) {
    for (int i = 0; ; i++) {
      try {
        return askOnce(port);
      } catch (IOException e) {
        assertTrue(i < 20, () -> "hung up on twenty times: " + e);
      }
    }
  }

  private static String askOnce(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET /v2/health/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
