package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.RequestHeaders;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.Limits;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, the next one is served. */
@Timeout(60)
class HostileClientTest {
  private static final String INFER = "/v2/models/pets/infer";
  private static final Message QUESTION =
      InferenceRequest.of(
              new NamedTensor("feature", Tensor.of(Shape.of(1, 2), Samples.DOG)), "probability")
          .encode();

  private static AnalyzerServer server;
  private static Http http;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = Samples.server(folder);
    http = Http.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void theNextIsServed() {
    assertEquals(200, http.post(INFER, QUESTION).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0001\u0002\u0003\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
        "GET\r\n\r\n",
        "POST /v2/models/pets/infer HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n{}",
        "POST /v2/models/pets/infer HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\n{}",
        "POST /v2/models/pets/infer HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        "GET /v2/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n",
      })
  void garbage_onTheSocket_isRefusedOrIgnored(String bytes) throws IOException {
    String answer = exchange(bytes.getBytes(StandardCharsets.ISO_8859_1));

    assertTrue(!answer.startsWith("HTTP/1.1 2"), answer);
  }

  @Test
  void header_ofAnyLength_isRefused() throws IOException {
    String answer =
        exchange(
            ("GET /v2 HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));

    assertTrue(!answer.startsWith("HTTP/1.1 2"), answer);
  }

  @Test
  void body_announcedTooLarge_is413WithASentence() throws IOException {
    String answer =
        exchange(
            ("POST " + INFER + " HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));

    assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    assertTrue(answer.endsWith("{\"error\":\"" + tooLarge() + "\"}"), answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /v2 HTTP/1.1                                             | 400",
        "GET /v2 HTTP/1.1~Host: a~Host: b                             | 400",
        "GET /v2 HTTP/3.7~Host: a                                     | 505",
        "POST /v2/models/pets/infer HTTP/1.1~Host: a~Expect: 100-continue~Content-Length: 99999999999 | 413",
        "POST /v2/models/pets/infer HTTP/1.1~Host: a~Expect: 200-maybe~Content-Length: 5 | 417",
      })
  void head_thatIsNotAsItShouldBe_isRefusedAndCounted(String head, int status) throws IOException {
    String answer =
        exchange((head.replace("~", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));

    assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    assertTrue(
        http.get("/metrics")
            .body()
            .contains("winnow_errors_total{status=\"%d\"}".formatted(status)));
  }

  @Test
  void head_afterOthersOnTheSameConnection_isAnsweredInOrder() throws IOException {
    String answer =
        exchange(
            "GET /v2 HTTP/1.1\r\nHost: a\r\n\r\nGET /v2/health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(2, answer.split("HTTP/1.1 200", -1).length - 1, answer);
    assertTrue(answer.endsWith("{\"live\":true}"), answer);
  }

  /** A stream that never ends is told at once that nobody listens. */
  @Test
  void grpc_unknownStreamingMethod_isUnimplementedAtOnce() {
    HttpRequestWriter neverEnding =
        HttpRequest.streaming(
            RequestHeaders.of(
                HttpMethod.POST,
                "/inference.GRPCInferenceService/ModelStreamInfer",
                "content-type",
                "application/grpc"));

    var response =
        WebClient.of("h2c://127.0.0.1:" + server.port()).execute(neverEnding).aggregate().join();

    assertEquals("12", response.headers().get("grpc-status"));
  }

  @Test
  void body_thatGrowsTooLarge_is413WithASentence() {
    byte[] chunk = new byte[1 << 20];
    List<byte[]> chunks = new ArrayList<>();
    for (int i = 0; i <= Limits.BODY_BYTES >> 20; i++) {
      chunks.add(chunk);
    }

    HttpResponse<String> response =
        new Http(server.port(), Version.HTTP_2)
            .send(http.request(INFER).POST(BodyPublishers.ofByteArrays(chunks)).build());

    assertEquals("{\"error\":\"" + tooLarge() + "\"}", response.body());
    assertEquals(413, response.statusCode());
  }

  @Test
  void body_cutOffByItsSender_isForgotten() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(head(1000));
        socket.getOutputStream().write(new byte[500]);
      }
    }
  }

  @Test
  void body_thatComesSlowly_holdsNobodyUp() throws IOException {
    byte[] body = QUESTION.toBytes();
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Socket socket = connect();
      socket.getOutputStream().write(head(body.length));
      socket.getOutputStream().write(body, 0, 10);
      slow.add(socket);
    }

    assertEquals(200, http.post(INFER, QUESTION).statusCode());

    for (Socket socket : slow) {
      socket.getOutputStream().write(body, 10, body.length - 10);
      assertTrue(read(socket.getInputStream(), 12).startsWith("HTTP/1.1 200"));
      socket.close();
    }
  }

  @Test
  void answer_nobodyWaitsFor_isForgotten() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(head((int) QUESTION.length()));
        socket.getOutputStream().write(QUESTION.toBytes());
      }
    }
  }

  @Test
  void body_damagedInAnyWay_isRefusedAsMalformedOrAnswered() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] body = QUESTION.toBytes();
      for (int j = 0; j <= i % 3; j++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      int jsonLength = random.nextInt(5) == 0 ? random.nextInt() : QUESTION.jsonLength().getAsInt();

      int status = http.post(INFER, body, OptionalInt.of(jsonLength)).statusCode();

      assertTrue(status == 200 || status == 400, "status " + status);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "\u0000\u0000\u0000\u0000\u0005abcde",
        "\u0001\u0000\u0000\u0000\u0005abcde",
        "\u0000\u00ff\u00ff\u00ff\u00ff",
        "\u0000\u0007\u00ff\u00ff\u00ff",
      })
  void garbage_inAGrpcCall_isAGrpcError(String bytes) {
    HttpResponse<String> response =
        http.send(
            new Http(server.port(), Version.HTTP_2)
                .request("/inference.GRPCInferenceService/ModelInfer")
                .header("Content-Type", "application/grpc")
                .header("TE", "trailers")
                .POST(BodyPublishers.ofByteArray(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .build());

    assertTrue(
        response.headers().firstValue("grpc-status").filter(s -> !s.equals("0")).isPresent(),
        response.headers().map().toString());
  }

  private static Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private static String tooLarge() {
    return "the message is larger than 67108864 bytes; send fewer rows at once";
  }

  private static byte[] head(int length) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s: %d\r\n\r\n"
        .formatted(INFER, length, Message.JSON_LENGTH_HEADER, QUESTION.jsonLength().getAsInt())
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Sends bytes, ends the sending, and gives all that comes back. */
  private static String exchange(byte[] bytes) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(bytes);
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        // The server hung up while this still spoke: it has refused.
        return "";
      }
    }
  }

  private static String read(InputStream in, int bytes) throws IOException {
    return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }
}
