package dev.winnow.app.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server that may open few files, and a client that opens many connections. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ServeFileLimitTest {
  @TempDir private Path folder;

  @Test
  void serve_moreConnectionsThanFiles_goesOnServing() throws Exception {
    SlowModel.write(folder);
    List<String> few = List.of("bash", "-c", "ulimit -n 512 && exec \"$@\"", "bash");
    List<Socket> idle = new ArrayList<>();
    try (ServeProcess serve = ServeProcess.start(few, folder)) {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 800; i++) {
          idle.add(new Socket(InetAddress.getLoopbackAddress(), serve.port()));
        }
        assertTrue(ask(serve.port()).startsWith("HTTP/1.1 200"));
        for (Socket socket : idle) {
          socket.close();
        }
        idle.clear();
        assertTrue(ask(serve.port()).startsWith("HTTP/1.1 200"));
      }
      serve.terminate();
      assertEquals(0, serve.ended());
      assertTrue(
          serve.log().stream().noneMatch(line -> line.contains("Too many open files")),
          serve.log().toString());
      assertTrue(
          serve.log().stream().anyMatch(line -> line.contains("those too many are closed")),
          serve.log().toString());
    }
  }

  /** Asks as clients do, who connect again when they are hung up on. */
  private static String ask(int port) {
    for (int i = 0; ; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket
            .getOutputStream()
            .write(
                "GET /v2/health/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!answer.isEmpty()) {
          return answer;
        }
      } catch (IOException e) {
        assertTrue(i < 20, () -> "hung up on twenty times: " + e);
      }
    }
  }
}
