package dev.winnow.edge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.InputSpec;
import dev.winnow.core.files.PrivateFiles;
import dev.winnow.data.Capture;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.edge.MalformedOptionException;
import dev.winnow.modalities.Modalities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a phone or a sensor is told that sends captures by HTTP. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
@Timeout(60)
class PushServerTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  private static final PushLimits USUAL = new PushLimits(1000, 1500, Duration.ofSeconds(30));
  private static final PushLimits HASTY = new PushLimits(1000, 1500, Duration.ofMillis(50));

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> said = new ArrayList<>();
  private final List<PushServer> opened = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    opened.forEach(PushServer::close);
  }

  private PushServer open(Optional<PushTokens> devices, PushLimits limits) {
    PushServer server =
        PushServer.open(
            new PushAddress(Optional.empty(), 0),
            devices,
            Modalities.of(InputSpec.Kind.IMAGE),
            limits,
            said::add);
    opened.add(server);
    return server;
  }

  private PushServer open(PushLimits limits) throws IOException {
    Path file = folder.resolve("devices");
    Files.createFile(file, PrivateFiles.file(file));
    Files.writeString(file, "phone " + TOKEN + "\n");
    return open(Optional.of(PushTokens.read(file)), limits);
  }

  private static HttpRequest.Builder post(PushServer server, String name, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(server.uri() + name)).POST(body);
  }

  private static HttpRequest.Builder post(PushServer server, String name) {
    return post(server, name, BodyPublishers.ofByteArray(PNG))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private CompletableFuture<HttpResponse<String>> sent(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int status(HttpRequest.Builder request) {
    return sent(request).join().statusCode();
  }

  @Test
  void post_imageOfADevice_isACaptureAndAcceptedOnceItIsDealtWith() throws IOException {
    PushServer server = open(USUAL);
    var answer = sent(post(server, "front%20door.png").header("Content-Type", "image/png"));
    Capture capture = server.next().orElseThrow();
    assertFalse(answer.isDone());
    server.settled(server.mark());

    assertEquals("listen:0/phone/front door.png", capture.id().source());
    assertArrayEquals(PNG, capture.content().bytes());
    assertEquals(202, answer.join().statusCode());
    assertEquals("{\"id\":\"listen:0/phone/front door.png\"}", answer.join().body());
  }

  @Test
  void post_withoutAToken_isRefusedAndSaidOnceWithoutIt() throws IOException {
    PushServer server = open(USUAL);
    var nobody = post(server, "a.png", BodyPublishers.ofByteArray(PNG));
    assertEquals("Bearer", sent(nobody).join().headers().firstValue("WWW-Authenticate").get());
    assertEquals(401, status(nobody));
    assertEquals(401, status(nobody.header("Authorization", "Bearer wrong-wrong-wrong")));

    assertEquals(2, said.size());
    assertTrue(said.get(1).startsWith("somebody at 127.0.0.1 was refused"), said.get(1));
    assertFalse(said.get(1).contains("wrong-"), said.get(1));
  }

  @Test
  void post_tooLarge_isRefusedWithItsLengthAndWithout() throws IOException {
    PushServer server = open(USUAL);
    byte[] large = new byte[1001];
    var told = post(server, "a.png").POST(BodyPublishers.ofByteArray(large));
    var chunked =
        post(server, "a.png")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

    assertEquals(413, status(told));
    assertEquals(413, status(chunked));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, captures/a.png, audio/wav, 415",
    "POST, captures/a.txt, text/plain, 415",
    "POST, captures/a/b.png, image/png, 400",
    "POST, captures/%00, image/png, 400",
    "POST, captures/, image/png, 400",
    "POST, other, image/png, 404",
    "GET, captures/a.png, image/png, 405",
    "PUT, captures/a.png, image/png, 405"
  })
  void request_thatBringsNoCapture_isToldWhy(String method, String path, String type, int status)
      throws IOException {
    PushServer server = open(USUAL);
    String root = server.uri().replace("captures/", "");
    var request =
        HttpRequest.newBuilder(URI.create(root + path))
            .method(method, BodyPublishers.ofByteArray(PNG))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + TOKEN);
    var answer = sent(request).join();

    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().startsWith("{\"error\":"), answer.body());
  }

  @Test
  void post_somethingElseThanAnImage_isRefused() throws IOException {
    PushServer server = open(USUAL);
    assertEquals(415, status(post(server, "a").POST(BodyPublishers.ofString("a secret"))));
    assertEquals(400, status(post(server, "a.png").POST(BodyPublishers.noBody())));
  }

  @Test
  void post_moreThanThereIsRoomFor_isToldToComeLater() throws IOException {
    PushServer server = open(USUAL);
    byte[] half = Arrays.copyOf(PNG, 900);
    var first = sent(post(server, "a.png").POST(BodyPublishers.ofByteArray(half)));
    assertTrue(server.awaitNext());
    var second = sent(post(server, "b.png").POST(BodyPublishers.ofByteArray(half))).join();

    assertEquals(429, second.statusCode());
    assertEquals("5", second.headers().firstValue("Retry-After").orElse(""));
    assertFalse(first.isDone());
  }

  @Test
  void post_nobodyDealsWithItInTime_isToldToSendItAgain() throws IOException {
    var answer = sent(post(open(HASTY), "a.png")).join();

    assertEquals(503, answer.statusCode());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void post_slowSender_isCutOff() throws IOException {
    PushServer server = open(HASTY);
    URI address = URI.create(server.uri());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      String head =
          "POST /captures/a.png HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: 100\r\n\r\nx"
              .formatted(TOKEN);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void close_senderThatWaits_isTold() throws IOException {
    PushServer server = open(USUAL);
    var answer = sent(post(server, "a.png"));
    assertTrue(server.awaitNext());
    server.close();

    assertEquals(503, answer.join().statusCode());
  }

  @Test
  void post_loopbackWithoutTokens_takesProgramsOfThisMachineAndNoPages() {
    PushServer server = open(Optional.empty(), USUAL);
    var page = post(server, "a.png").header("Origin", "http://localhost:8000");
    assertEquals(403, status(page));
    var program = sent(post(server, "a.png"));

    assertEquals("listen:0/local/a.png", server.next().orElseThrow().id().source());
    server.settled(server.mark());
    assertEquals(202, program.join().statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"listen:", "listen:x", "listen:70000", "listen:a:b:1", "listen:/x:1"})
  void parse_noAddress_isRefused(String text) {
    assertThrows(MalformedOptionException.class, () -> Source.parse(text));
  }

  @Test
  void parse_openToTheNetworkWithoutTokens_isRefused() {
    var e = assertThrows(MalformedOptionException.class, () -> Source.parse("listen:0.0.0.0:8090"));

    assertTrue(e.getMessage().contains("--push-tokens"), e::getMessage);
  }

  @Test
  void open_portThatIsTaken_saysSo() {
    int port = URI.create(open(Optional.empty(), USUAL).uri()).getPort();
    Source taken = Source.parse("listen:" + port);
    var e =
        assertThrows(
            MalformedDataSetException.class, () -> taken.open(Modalities.of(InputSpec.Kind.IMAGE)));

    assertTrue(e.getMessage().contains("cannot be listened at"), e::getMessage);
  }
}
