package dev.winnow.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.WinnowException;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.edge.delivery.MalformedAnswerException;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RequestLog;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.delivery.UnreachableAnalyzerException;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.TensorMetadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which servers a node talks to; to the others no feature is sent. */
class HandshakeTest {
  private static final EdgeOptions SETTINGS =
      EdgeOptions.withDefaults()
          .with(
              new RetryPolicy(
                  Optional.of(Duration.ZERO), Duration.ofMillis(1), Duration.ofSeconds(20)));

  private final StubServer server = new StubServer();

  @AfterEach
  void close() {
    assertTrue(server.asked.isEmpty());
    server.close();
  }

  @Test
  void connect_theRightModel_asksForItsVersionAndSendsNothing() {
    connect().close();
    assertEquals(
        List.of("/v2", "/v2/models/colour/versions/1"), server.paths.stream().sorted().toList());
  }

  @Test
  void connect_serverWithoutVersions_isAccepted() {
    serveModel(List.of(), StubServer.INPUT, StubServer.OUTPUT);
    connect().close();
  }

  @Test
  void connect_onlyOtherVersions_areNamed() {
    serveModel(List.of("2", "3"), StubServer.INPUT, StubServer.OUTPUT);
    assertRefused("the model colour (version 1)", "has only the versions [2, 3]");
  }

  @Test
  void connect_modelUnknown_passesTheServersSentenceOn() {
    server.model = null;
    assertRefused("the model colour (version 1) at", "is not there");
  }

  @ParameterizedTest
  @CsvSource({
    "other, FP32, 3, other FP32 ?×3",
    "means, FP32, 4, means FP32 ?×4",
    "means, FP64, 3, means FP64 ?×3"
  })
  void connect_modelTakesAnotherFeature_saysBoth(
      String name, Datatype type, long extent, String text) {
    var input = new TensorMetadata(name, type, List.of(-1L, extent), List.of());
    serveModel(List.of("1"), input, StubServer.OUTPUT);
    assertRefused("takes [" + text + "]", "this extractor makes means FP32 ?×3");
  }

  @Test
  void connect_modelTakesASecondInput_isRefused() {
    server.model =
        new ModelMetadata(
            "colour",
            List.of("1"),
            "",
            List.of(StubServer.INPUT, StubServer.OUTPUT),
            List.of(StubServer.OUTPUT));
    assertRefused("takes [means FP32 ?×3, probabilities FP32 ?×3]");
  }

  @Test
  void connect_modelLeavesFeatureAxisOpen_isAccepted() {
    var input = new TensorMetadata("means", Datatype.FP32, List.of(-1L, -1L), List.of());
    serveModel(List.of("1"), input, StubServer.OUTPUT);
    connect().close();
  }

  @Test
  void connect_modelTakesOneSample_batchesHaveOneRow() {
    var input = new TensorMetadata("means", Datatype.FP32, List.of(1L, 3L), List.of());
    serveModel(List.of("1"), input, StubServer.OUTPUT);
    try (Client client = connect()) {
      assertEquals(1, client.rows(16));
    }
  }

  @Test
  void connect_modelTakesFourSamplesAtATime_isRefused() {
    var input = new TensorMetadata("means", Datatype.FP32, List.of(4L, 3L), List.of());
    serveModel(List.of("1"), input, StubServer.OUTPUT);
    assertRefused("takes 4 samples at a time");
  }

  @Test
  void connect_modelMakesAnotherAnswer_saysBoth() {
    var output = new TensorMetadata("age", Datatype.FP32, List.of(-1L, 1L), List.of());
    serveModel(List.of("1"), StubServer.INPUT, output);
    assertRefused("makes [age FP32 ?×1]", "wants probabilities FP32");
  }

  @Test
  void connect_someOtherWebServer_saysWhatItIsNot() {
    server.anywhere = StubServer.text(200, "<html>Welcome</html>");
    var e = assertThrows(MalformedAnswerException.class, this::connect);
    assertTrue(e.getMessage().contains("does not speak the Open Inference Protocol"));
  }

  @Test
  void connect_serverWantsAPassword_saysStatus() {
    server.anywhere = StubServer.error(401, "who are you?");
    var e = assertThrows(RefusedRequestException.class, this::connect);
    assertTrue(
        e.getMessage()
            .contains(" does not let this node in (status 401: who are you?); show a token"));
  }

  @Test
  void connect_nobodyThere_asksWhetherServeRuns() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertUnreachable(
        "http://localhost:" + free,
        "cannot reach http://localhost:%d: connection refused; is `winnow serve` running there?"
            .formatted(free));
  }

  @Test
  void connect_hostUnknown_saysSo() {
    // RFC 6761: names below .invalid never resolve.
    assertUnreachable(
        "http://analyzer.invalid:1",
        "cannot reach http://analyzer.invalid:1: there is no host of that name;"
            + " is `winnow serve` running there?");
  }

  @ParameterizedTest
  @CsvSource({"https, does not speak TLS", "http, does not answer in HTTP"})
  void connect_mailServer_saysWhatItDoesNotSpeak(String scheme, String complaint)
      throws IOException {
    try (ServerSocket mail = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread greeter = new Thread(() -> greet(mail));
      greeter.start();
      String address = scheme + "://localhost:" + mail.getLocalPort();
      var e = assertThrows(UnreachableAnalyzerException.class, () -> connect(address));
      assertTrue(e.getMessage().contains(complaint), e.getMessage());
    }
  }

  private void serveModel(List<String> versions, TensorMetadata input, TensorMetadata output) {
    server.model = new ModelMetadata("colour", versions, "", List.of(input), List.of(output));
  }

  private Client connect() {
    return connect(server.address().toString());
  }

  private Client connect(String address) {
    Endpoints http = endpoints(AnalyzerUri.parse(address));
    return Client.connect(http, Tiny.extractor().manifest());
  }

  private void assertRefused(String... parts) {
    WinnowException e = assertThrows(UnsuitableAnalyzerException.class, this::connect);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  private void assertUnreachable(String address, String sentence) {
    var e = assertThrows(UnreachableAnalyzerException.class, () -> connect(address));
    assertEquals(sentence, e.getMessage());
  }

  private static void greet(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write("220 this is mail\r\n".getBytes(US_ASCII));
      } catch (IOException e) {
        // Closed; the loop ends.
      }
    }
  }

  private static Endpoints endpoints(AnalyzerUri address) {
    return Endpoints.of(Analyzers.of(address), SETTINGS.retry(), RequestLog.NONE);
  }
}
