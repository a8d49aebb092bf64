package dev.winnow.core.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.concurrent.Latest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages for this machine, and for nobody else. */
class LoopbackServerTest {
  private final LoopbackServer server =
      LoopbackServer.start(0, "a test")
          .serve("/", () -> WebResponse.text(200, "text/html; charset=utf-8", "<p>Here"));

  @AfterEach
  void close() {
    server.close();
  }

  private int port() {
    return URI.create(server.address()).getPort();
  }

  /** Asks as anybody may who reaches the port; the connection is closed afterwards. */
  private String ask(String line, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      String request =
          line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @Test
  void get_page_comesWithAPolicyThatLetsItLoadNothingFromElsewhere() throws IOException {
    String answer = ask("GET /", "Host: localhost:" + port());

    assertStatus(200, answer);
    assertTrue(answer.endsWith("<p>Here"), answer);
    assertTrue(answer.contains("default-src 'none'; script-src 'self'"), answer);
    assertTrue(answer.toLowerCase(Locale.ROOT).contains("cache-control: no-store"));
    assertStatus(404, ask("GET /other", "Host: localhost"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:8080, 200",
    "127.0.0.1, 200",
    "[::1]:99, 200",
    "evil.example, 403",
    "localhost.evil.example, 403",
    "10.0.0.1, 403",
    "'', 403"
  })
  void get_byAnotherName_isRefused(String host, int status) throws IOException {
    assertStatus(status, ask("GET /", "Host: " + host));
  }

  @Test
  void get_fromAPageOfAnotherSite_isRefusedUnlessSomebodyFollowsALink() throws IOException {
    String host = "Host: localhost";
    String foreign = "Sec-Fetch-Site: cross-site";
    assertStatus(403, ask("GET /", host, foreign));
    assertStatus(
        403, ask("GET /", host, foreign, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"));
    assertStatus(
        200, ask("GET /", host, foreign, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"));
    assertStatus(200, ask("GET /", host, "Sec-Fetch-Site: same-origin"));
  }

  @Test
  void post_anything_isRefused() throws IOException {
    String answer = ask("POST /", "Host: localhost", "Content-Length: 0");
    assertStatus(405, answer);
    assertTrue(answer.contains("Allow: GET, HEAD"), answer);
    String head = ask("HEAD /", "Host: localhost");
    assertStatus(200, head);
    assertTrue(head.endsWith("\r\n\r\n"), head);
  }

  @Test
  void events_areSentAsTheyComeUntilTheEnd() throws IOException {
    Latest<String> lines = new Latest<>();
    server.events("/events", lines);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      lines.put("{\"a\":1}");
      assertEquals("data: {\"a\":1}", next(said));
      lines.put("{\"a\":2}");
      assertEquals("data: {\"a\":2}", next(said));
      lines.end();
    }
  }

  private static String next(BufferedReader said) throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = said.readLine();
    }
    return String.valueOf(line);
  }

  @Test
  void start_portThatIsTaken_saysWhich() {
    var refusal =
        assertThrows(
            UncheckedIOException.class, () -> LoopbackServer.start(port(), "the test page"));
    assertTrue(
        String.valueOf(refusal.getMessage())
            .startsWith("the port " + port() + " for the test page cannot be had"));
  }
}
