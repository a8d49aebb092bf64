package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.edge.delivery.MalformedAnswerException;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RequestLog;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.delivery.UnreachableAnalyzerException;
import dev.winnow.noise.NoiseKey;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.ServerMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
          .with(
              new RetryPolicy(
                  Optional.of(Duration.ofMillis(300)),
                  Duration.ofMillis(1),
                  Duration.ofSeconds(20)));

  /** For what is over after a few attempts. */
  private static final EdgeOptions PATIENT =
      SETTINGS.with(SETTINGS.retry().within(Duration.ofMinutes(1)));

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

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void ask_serverIsInTroubleForAWhile_isAskedAgain(int status) {
    server.reactions.add(StubServer.text(status, "<h1>Gateway</h1>"));
    server.reactions.add(StubServer.error(status, "still"));
    assertEquals(2, ask(PATIENT).outputs().get(0).shape().dim(0));
    assertEquals(3, server.asked.size());
  }

  @Test
  void ask_serverStaysBusy_givesUpWhenThePatienceEnds() {
    server.usual = StubServer.error(503, "loading");
    String message = fails(RefusedRequestException.class).getMessage();
    assertTrue(message.contains("refused the request (status 503): loading"), message);
    assertTrue(message.contains("attempts; --retry-for sets for how long)"), message);
    assertTrue(server.asked.size() > 1);
  }

  @Test
  void ask_serverBusyAndOneAttemptAllowed_asksOnce() {
    server.usual = StubServer.error(503, "loading");
    EdgeOptions once = SETTINGS.with(SETTINGS.retry().within(Duration.ZERO));
    fails(RefusedRequestException.class, once);
    assertEquals(1, server.asked.size());
  }

  /** A server that is to be left alone for longer than anybody waits is not asked meanwhile. */
  @ParameterizedTest
  @ValueSource(strings = {"3600", "Tue, 31 Dec 2199 23:59:59 GMT"})
  void ask_serverNamesATimeBehindThePatience_isLeftAlone(String time) {
    server.usual =
        (exchange, request) -> {
          exchange.getResponseHeaders().set("Retry-After", time);
          StubServer.error(429, "slow down").to(exchange, request);
        };
    fails(RefusedRequestException.class, PATIENT);
    assertEquals(1, server.asked.size());
  }

  /** What was under way before the server asked to be left alone does not end that. */
  @Test
  void ask_olderRequestAnsweredMeanwhile_serverIsLeftAloneNevertheless() throws Exception {
    var begun = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    server.reactions.add(
        (exchange, request) -> {
          begun.countDown();
          await(refused);
          server.answer(exchange, request);
        });
    server.usual =
        (exchange, request) -> {
          exchange.getResponseHeaders().set("Retry-After", "3600");
          StubServer.error(503, "leave me alone").to(exchange, request);
        };
    Endpoints endpoints =
        Endpoints.of(Analyzers.of(server.address()), PATIENT.retry(), RequestLog.NONE);
    try (Client client = Client.connect(endpoints, extractor.manifest())) {
      var older = client.ask(features(), AnalyzerLink.Effort.USUAL);
      begun.await();
      assertThrows(
          CompletionException.class,
          () -> client.ask(features(), AnalyzerLink.Effort.USUAL).join());
      refused.countDown();
      assertEquals(2, older.join().outputs().get(0).shape().dim(0));
      assertThrows(
          CompletionException.class,
          () -> client.ask(features(), AnalyzerLink.Effort.USUAL).join());
      assertEquals(2, server.asked.size());
    }
  }

  @Test
  void ask_serverBreaksConnectionOnce_isAskedAgain() {
    server.reactions.add(StubServer::hangUp);
    assertEquals(2, ask(PATIENT).outputs().get(0).shape().dim(0));
  }

  @Test
  void ask_serverAlwaysBreaksConnection_saysSo() {
    server.usual = StubServer::hangUp;
    var e = fails(UnreachableAnalyzerException.class);
    assertTrue(e.getMessage().contains("broke the connection off without an answer"));
    assertTrue(server.asked.size() > 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404})
  void ask_serverRefuses_passesItsSentenceOnAndDoesNotRepeat(int status) {
    server.usual = StubServer.error(status, "inputs[0].shape is\n odd");
    var e = fails(RefusedRequestException.class, PATIENT);
    assertTrue(
        e.getMessage().matches(".*\\(status " + status + "(\\))?: inputs\\[0].shape is odd.*"),
        e.getMessage());
    assertEquals(1, server.asked.size());
  }

  /** Only after it has said that its model fits. */
  @Test
  void ask_firstAnalyzerBroken_asksTheNextOne() {
    try (StubServer other = new StubServer()) {
      server.usual = StubServer.error(502, "bad gateway");
      List<String> remarks = Collections.synchronizedList(new ArrayList<>());
      Client.Reply reply = ask(Analyzers.of(addresses(other), remarks::add), PATIENT);
      assertEquals(2, reply.outputs().get(0).shape().dim(0));
      assertEquals(1, other.asked.size());
      assertTrue(other.paths.contains("/v2/models/colour/versions/1"));
      assertEquals(1, remarks.size(), remarks.toString());
      assertTrue(remarks.get(0).endsWith("(status 502): bad gateway (trying again for 60 s)"));
    }
  }

  @Test
  void ask_analyzerComesBack_isSaidOnce() {
    server.reactions.add(StubServer::hangUp);
    server.reactions.add(StubServer::hangUp);
    List<String> remarks = Collections.synchronizedList(new ArrayList<>());
    ask(Analyzers.of(List.of(server.address()), remarks::add), PATIENT);
    assertEquals(2, remarks.size(), remarks.toString());
    assertTrue(remarks.get(1).contains(" answers again, after "), remarks.toString());
  }

  /** It may be another server by then, with another model. */
  @Test
  void ask_analyzerComesBackWithAnotherModel_getsNoFeature() {
    server.reactions.add(
        (exchange, request) -> {
          server.model = null;
          StubServer.hangUp(exchange, request);
        });
    fails(UnsuitableAnalyzerException.class, PATIENT);
    assertEquals(1, server.asked.size());
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
  void ask_serverNeverAnswers_timesOutAndAsksAgain() {
    var never = new CountDownLatch(1);
    server.reactions.add((exchange, request) -> await(never));
    assertEquals(2, ask(hasty(Duration.ofMinutes(1))).outputs().get(0).shape().dim(0));
    assertEquals(2, server.asked.size());
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
    var e = fails(UnreachableAnalyzerException.class, hasty(Duration.ZERO));
    assertTrue(e.getMessage().contains("gave no answer within 1.5 s"));
    never.countDown();
  }

  @Test
  void ask_answerWithoutEnd_isCutOff() {
    server.usual =
        (exchange, request) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] some = new byte[1 << 16];
          for (long sent = 0; sent <= 2 * (4L << 20); sent += some.length) {
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
    return ask(Analyzers.of(server.address()), options);
  }

  private Client.Reply ask(Analyzers analyzers, EdgeOptions options) {
    Endpoints endpoints = Endpoints.of(analyzers, options.retry(), RequestLog.NONE);
    try (Client client = Client.connect(endpoints, extractor.manifest())) {
      return client.ask(features(), AnalyzerLink.Effort.USUAL).join();
    }
  }

  private List<AnalyzerUri> addresses(StubServer second) {
    return List.of(server.address(), second.address());
  }

  private <E extends Exception> E fails(Class<E> type) {
    return fails(type, SETTINGS);
  }

  private <E extends Exception> E fails(Class<E> type, EdgeOptions options) {
    var e = assertThrows(CompletionException.class, () -> ask(options));
    return assertInstanceOf(type, e.getCause());
  }

  private static EdgeOptions hasty(Duration patience) {
    return SETTINGS.with(
        new RetryPolicy(Optional.of(patience), Duration.ofMillis(1), Duration.ofMillis(1500)));
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
