package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.noise.NoiseKey;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.ServerMetadata;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client sends, and what it makes of what comes back. */
class ClientTest {
  private static final EdgeOptions SETTINGS =
      EdgeOptions.withDefaults()
          .with(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofSeconds(20)));

  private final StubServer server = new StubServer();
  private Extractor extractor;

  @BeforeEach
  void open() {
    extractor = Extractor.open(Tiny.extractor(), 1, NoiseKey.defaultFile());
  }

  @AfterEach
  void close() {
    extractor.close();
    server.close();
  }

  @Test
  void ask_serverWithBinaryExtension_sendsFeaturesAsBinaryAndReadsProbabilities() {
    Client.Reply reply = ask(SETTINGS);
    assertArrayEquals(
        new float[] {0.75f, 0.25f, 0, 0, 0, 1}, reply.outputs().get(0).toArray(), 1e-6f);
    InferenceRequest asked = server.asked.remove();
    assertTrue(asked.wantsBinary("probabilities"));
    assertArrayEquals(new float[] {0.75f, 0.25f, 0, 0, 0, 1}, sent(asked), 1e-6f);
  }

  @Test
  void ask_serverWithoutBinaryExtension_speaksJson() {
    server.metadata = new ServerMetadata("plain", "1", List.of());
    Client.Reply reply = ask(SETTINGS);
    assertArrayEquals(
        new float[] {0.75f, 0.25f, 0, 0, 0, 1}, reply.outputs().get(0).toArray(), 1e-6f);
    assertFalse(server.asked.remove().wantsBinary("probabilities"));
  }

  @Test
  void ask_serverSaysBusyOnce_isAskedAgainAndCountsBothAttempts() {
    long once = ask(SETTINGS).bytesUp();
    server.reactions.add(StubServer.error(503, "loading"));
    Client.Reply reply = ask(SETTINGS);
    assertEquals(2, reply.outputs().get(0).shape().dim(0));
    assertEquals(2 * once, reply.bytesUp());
  }

  @Test
  void ask_serverStaysBusy_givesUpAfterTheAttempts() {
    server.usual = StubServer.error(503, "loading");
    var e = fails(RefusedRequestException.class);
    assertTrue(e.getMessage().endsWith("refused the request (status 503): loading"));
    assertEquals(3, server.asked.size());
  }

  @Test
  void ask_serverBreaksConnectionOnce_isAskedAgain() {
    server.reactions.add(StubServer::hangUp);
    assertEquals(2, ask(SETTINGS).outputs().get(0).shape().dim(0));
  }

  @Test
  void ask_serverAlwaysBreaksConnection_saysSo() {
    server.usual = StubServer::hangUp;
    var e = fails(UnreachableAnalyzerException.class);
    assertTrue(e.getMessage().contains("broke the connection off without an answer"));
    assertEquals(3, server.asked.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500})
  void ask_serverRefuses_passesItsSentenceOnAndDoesNotRepeat(int status) {
    server.usual = StubServer.error(status, "inputs[0].shape is\n odd");
    var e = fails(RefusedRequestException.class);
    assertTrue(e.getMessage().endsWith("(status " + status + "): inputs[0].shape is odd"));
    assertEquals(1, server.asked.size());
  }

  @Test
  void ask_proxyRefusesInHtml_saysStatus() {
    server.usual = StubServer.text(502, "<h1>Bad gateway</h1>");
    assertTrue(fails(RefusedRequestException.class).getMessage().contains("(status 502)"));
  }

  @Test
  void ask_serverRedirects_featuresGoNowhereElse() {
    try (StubServer other = new StubServer()) {
      server.usual =
          (exchange, request) -> {
            exchange.getResponseHeaders().set("Location", other.address() + "/infer");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
          };
      assertTrue(fails(RefusedRequestException.class).getMessage().contains("another address"));
      assertTrue(other.paths.isEmpty());
    }
  }

  @Test
  void ask_serverNeverAnswers_timesOutWithoutRepeating() {
    var never = new CountDownLatch(1);
    server.usual = (exchange, request) -> await(never);
    assertTimesOut();
    never.countDown();
  }

  @Test
  void ask_serverStallsWithinItsAnswer_timesOut() {
    var never = new CountDownLatch(1);
    server.usual =
        (exchange, request) -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(never);
        };
    assertTimesOut();
    never.countDown();
  }

  @Test
  void ask_answerWithoutEnd_isCutOff() {
    server.usual =
        (exchange, request) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] some = new byte[1 << 16];
          for (long sent = 0; sent <= 2L * BoundedBody.MOST_BYTES; sent += some.length) {
            exchange.getResponseBody().write(some);
          }
        };
    assertTrue(fails(MalformedAnswerException.class).getMessage().contains("4,194,304 bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{}", "{\"outputs\":[]}"})
  void ask_answerIsNoneOfTheProtocol_saysSo(String body) {
    server.usual = StubServer.text(200, body);
    assertTrue(fails(MalformedAnswerException.class).getMessage().contains("breaks the protocol"));
  }

  @Test
  void ask_answerLacksTheOutput_namesIt() {
    server.usual = StubServer.answering(output("age", Shape.of(2, 3)));
    String message = fails(MalformedAnswerException.class).getMessage();
    assertTrue(message.contains("\"probabilities\""), message);
  }

  @Test
  void ask_answerHasTooFewRows_saysShape() {
    server.usual = StubServer.answering(output("probabilities", Shape.of(1, 3)));
    String message = fails(MalformedAnswerException.class).getMessage();
    assertTrue(message.contains("has the shape 1×3 for 2 samples"), message);
  }

  @Test
  void ask_answerHasMoreClassesThanLabels_saysBoth() {
    server.usual = StubServer.answering(output("probabilities", Shape.of(2, 4)));
    String message = fails(MalformedAnswerException.class).getMessage();
    assertTrue(message.contains("has 4 classes, and the package names 3"), message);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -0.5f, 7})
  void ask_answerHoldsNoProbability_isRefused(float value) {
    NamedTensor output = output("probabilities", Shape.of(2, 3));
    output.tensor().buffer().put(4, value);
    server.usual = StubServer.answering(output);
    String message = fails(MalformedAnswerException.class).getMessage();
    assertTrue(message.contains("no probabilities"), message);
  }

  private Client.Reply ask(EdgeOptions options) {
    Http http = new Http(server.address(), options);
    try (Client client = Client.connect(http, extractor.manifest())) {
      return client.ask(features()).join();
    }
  }

  private <E extends Exception> E fails(Class<E> type) {
    return fails(type, SETTINGS);
  }

  private <E extends Exception> E fails(Class<E> type, EdgeOptions options) {
    var e = assertThrows(CompletionException.class, () -> ask(options));
    return assertInstanceOf(type, e.getCause());
  }

  private void assertTimesOut() {
    EdgeOptions hasty =
        SETTINGS.with(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1500)));
    var e = fails(UnreachableAnalyzerException.class, hasty);
    assertTrue(e.getMessage().contains("gave no answer within 1.5 s"));
    assertEquals(1, server.asked.size());
  }

  /** Of an image that is three quarters red and one quarter green, and of a blue one. */
  private Extractor.Features features() {
    Tensor batch = Tensor.allocate(Tiny.preprocessing().shape().batch(2));
    for (int i = 0; i < 64; i++) {
      batch.buffer().put(i < 48 ? i : 64 + i, 1).put(192 + 128 + i, 1);
    }
    Extractor.Features room = extractor.room(2);
    extractor.extract(batch, CutPackage.ids(room.rows()), room, 0);
    return room;
  }

  private static float[] sent(InferenceRequest request) {
    NamedTensor input = request.inputs().get(0);
    assertEquals("means", input.name());
    assertEquals(Shape.of(2, 3), input.tensor().shape());
    return input.tensor().toArray();
  }

  private static NamedTensor output(String name, Shape shape) {
    return new NamedTensor(name, Tensor.allocate(shape));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // The server is stopping.
    }
  }
}
