package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.files.PrivateFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow edge} on sources without an end, in a process of its own. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folders in.
@Timeout(120)
class SourceRunTest {
  private final StubServer server = new StubServer();

  @TempDir private Path folder;
  @TempDir private Path home;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void watch_terminated_hasAnsweredWhatCameAndExitsInOrder() throws Exception {
    Images.paintMany(folder, 2);
    try (EdgeProcess edge = EdgeProcess.start(home, server, "--source=watch:" + folder)) {
      assertTrue(edge.answer().startsWith("watch:" + folder + "/000.png  red"));
      assertTrue(edge.answer().contains("001.png  green"));
      Images.paintMany(home.resolve("made"), 3);
      Files.move(home.resolve("made/002.png"), folder.resolve("002.png"));
      assertTrue(edge.answer().contains("002.png  blue"));

      assertEquals(0, edge.terminate(), edge.said());
      assertTrue(edge.said().contains("3 answers"), edge.said());
    }
  }

  @Test
  void stdin_linesOfJson_areAnsweredOneByOneUntilTheInputEnds() throws Exception {
    Images.paintMany(folder, 2);
    try (EdgeProcess edge = EdgeProcess.start(home, server, "--source=-", "--primary=colour")) {
      for (String name : List.of("000", "001")) {
        String content =
            Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(name + ".png")));
        String line =
            "{\"id\":\"door %s\",\"content\":\"%s\",\"labels\":{\"colour\":\"red\"}}\n"
                .formatted(name, content);
        edge.input().write(line.getBytes(StandardCharsets.UTF_8));
        edge.input().flush();
        assertTrue(edge.answer().startsWith("stdin:door " + name));
      }
      edge.input().write("what is this?\n".getBytes(StandardCharsets.UTF_8));
      edge.input().close();

      assertEquals(0, edge.await(), edge.said());
      assertTrue(
          edge.said().contains("skipped stdin:line 3: it is not a JSON object"), edge.said());
      assertTrue(edge.said().contains("colour right 50.0 %"), edge.said());
    }
  }

  @Test
  void listen_tokenOfADevice_isAnsweredAndAcknowledged() throws Exception {
    Images.paintMany(folder, 1);
    Path tokens = home.resolve("devices");
    Files.createFile(tokens, PrivateFiles.file(tokens));
    Files.writeString(tokens, "phone 0123456789abcdef\n");
    try (EdgeProcess edge =
        EdgeProcess.start(
            home,
            server,
            "--source=listen:0",
            "--push-tokens=" + tokens,
            "--state-dir=" + home.resolve("state"))) {
      URI address = URI.create(edge.heard("captures are taken at ") + "door.png");
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Authorization", "Bearer 0123456789abcdef")
              .POST(HttpRequest.BodyPublishers.ofFile(folder.resolve("000.png")))
              .build();
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 0; i < 2; i++) {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
        assertEquals("{\"id\":\"listen:0/phone/door.png\"}", answer.body());
      }
      assertTrue(edge.answer().contains("listen:0/phone/door.png"));

      assertEquals(0, edge.terminate(), edge.said());
      assertTrue(edge.said().contains("1 answers"), edge.said());
    }
  }

  @Test
  void watch_stateDirAndStartedAgain_knowsWhatItAnswered() throws Exception {
    Images.paintMany(folder, 2);
    String source = "--source=watch:" + folder;
    String state = "--state-dir=" + home.resolve("state");
    try (EdgeProcess edge = EdgeProcess.start(home, server, source, state)) {
      assertTrue(edge.answer().contains("000.png"));
      assertTrue(edge.answer().contains("001.png"));
      assertEquals(0, edge.terminate(), edge.said());
    }
    Images.paintMany(folder, 3);
    try (EdgeProcess edge = EdgeProcess.start(home, server, source, state)) {
      assertTrue(edge.answer().contains("002.png"));
      assertEquals(0, edge.terminate(), edge.said());
      assertTrue(edge.said().contains("2 captures were acknowledged before"));
    }
  }
}
