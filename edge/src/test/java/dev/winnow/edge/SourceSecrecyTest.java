package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.files.PrivateFiles;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Raw captures are in memory and nowhere else: whole and broken ones with a marker go through each
 * source of a node that keeps state, and the marker is looked for in all that the node wrote.
 */
@SuppressWarnings("NullAway.Init") // JUnit fills the folders in.
@Timeout(120)
class SourceSecrecyTest {
  /** Three times the same, so that it is also the same in Base64, wherever it begins. */
  private static final String MARKER = "raw-capture!raw-capture!raw-capture!";

  private static final String ENCODED =
      Base64.getEncoder().encodeToString("raw-capture!".getBytes(StandardCharsets.US_ASCII));

  private static final String TOKEN = "token-raw-capture!";

  private final StubServer server = new StubServer();
  private final List<String> told = new ArrayList<>();
  private byte[] whole = {};
  private byte[] broken = {};

  @TempDir private Path folder;
  @TempDir private Path home;

  @BeforeEach
  void paint() throws IOException {
    Path image = folder.resolve("made/whole.png");
    Images.paint(image, Color.RED);
    byte[] plain = Files.readAllBytes(image);
    byte[] marker = MARKER.getBytes(StandardCharsets.US_ASCII);
    whole = Arrays.copyOf(plain, plain.length + marker.length);
    System.arraycopy(marker, 0, whole, plain.length, marker.length);
    broken = Arrays.copyOf(plain, 16 + marker.length);
    System.arraycopy(marker, 0, broken, 16, marker.length);
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** A source's way to bring a capture. */
  @FunctionalInterface
  private interface Bringing {
    void bring(EdgeProcess edge, String name, byte[] content) throws Exception;
  }

  private EdgeProcess start(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--state-dir=" + home.resolve("state"));
    return EdgeProcess.start(home, server, all.toArray(String[]::new));
  }

  /** Brings a broken capture and a whole one, waits for the answer, and ends the node. */
  private void assertNowhere(EdgeProcess edge, Bringing source) throws Exception {
    source.bring(edge, "broken.png", broken);
    source.bring(edge, "whole.png", whole);
    String answer = edge.answer();
    assertTrue(answer.contains("whole.png"), answer);
    told.add(answer);
    assertEquals(0, edge.terminate(), edge.said());
    assertTrue(edge.said().contains("skipped"), edge.said());
    assertUnmarked(edge);
  }

  private void assertUnmarked(EdgeProcess edge) throws IOException {
    told.add(edge.rest());
    told.add(edge.said());
    for (String said : told) {
      assertFalse(said.contains("raw-capture") || said.contains(ENCODED), said);
    }
    int looked = 0;
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("devices")) {
          String held = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertFalse(held.contains("raw-capture") || held.contains(ENCODED), file::toString);
          looked++;
        }
      }
    }
    assertTrue(looked > 2, "there are a package, a key and a database at least");
  }

  private void move(String name, byte[] content) throws IOException {
    Path watched = Files.createDirectories(folder.resolve("hall"));
    Path hidden = Files.write(watched.resolve("." + name), content);
    Files.move(hidden, watched.resolve(name));
  }

  @Test
  void watchedFolder_marker_isNowhere() throws Exception {
    Path hall = Files.createDirectories(folder.resolve("hall"));
    try (EdgeProcess edge = start("--source=watch:" + hall)) {
      assertNowhere(edge, (node, name, content) -> move(name, content));
    }
  }

  private static void writeLine(EdgeProcess edge, String line) throws IOException {
    edge.input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    edge.input().flush();
  }

  private static String line(String name, byte[] content) {
    return "{\"id\":\"%s\",\"content\":\"%s\"}"
        .formatted(name, Base64.getEncoder().encodeToString(content));
  }

  @Test
  void standardInput_marker_isNowhere() throws Exception {
    try (EdgeProcess edge = start("--source=stdin:")) {
      writeLine(edge, MARKER);
      writeLine(edge, "{\"id\":\"a\",\"" + MARKER + "\":1}");
      writeLine(edge, "{\"id\":\"b\",\"content\":\"" + MARKER + "\"}");
      assertNowhere(edge, (node, name, content) -> writeLine(node, line(name, content)));
    }
  }

  @Test
  void runThatFails_marker_isNotInItsTrace() throws Exception {
    server.usual = StubServer.error(400, "odd");
    try (EdgeProcess edge = start("--source=stdin:")) {
      writeLine(edge, line("whole.png", whole));

      assertEquals(1, edge.await(), edge.said());
      assertTrue(edge.said().contains("\tat dev.winnow."), edge.said());
      assertUnmarked(edge);
    }
  }

  private void push(URI address, String token, byte[] content) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();
    told.add(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Test
  void pushes_markerAndTokens_areNowhere() throws Exception {
    Path tokens = home.resolve("devices");
    Files.createFile(tokens, PrivateFiles.file(tokens));
    Files.writeString(tokens, "phone " + TOKEN + "\n");
    try (EdgeProcess edge = start("--source=listen:0", "--push-tokens=" + tokens)) {
      String address = edge.heard("captures are taken at ");
      push(URI.create(address + "a"), MARKER, whole);
      push(URI.create(address + "a"), TOKEN, MARKER.getBytes(StandardCharsets.US_ASCII));
      assertNowhere(
          edge, (node, name, content) -> push(URI.create(address + name), TOKEN, content));
    }
  }

  @Test
  void messages_marker_isNowhere() throws Exception {
    Path settings = Files.createDirectories(folder.resolve("broker"));
    try (Mosquitto broker = Mosquitto.start(settings);
        EdgeProcess edge = start("--source=" + broker.address() + "/hall/#")) {
      edge.heard("captures are taken from ");
      broker.publish("hall/a", MARKER.getBytes(StandardCharsets.US_ASCII));
      assertNowhere(edge, (node, name, content) -> broker.publish("hall/" + name, content));
    }
  }
}
