package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataCard;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.outbox.AnswerSink;
import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.Outbox;
import dev.winnow.edge.outbox.OutboxLimits;
import dev.winnow.edge.source.Arrival;
import dev.winnow.edge.source.CaptureQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources that do not end: what has come is answered while the next is waited for. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folders in.
@Timeout(60)
class UnboundedNodeTest {
  /** A window that is as good as full at once, and one that nobody lives to see. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private static final Duration NEVER = Duration.ofDays(30);

  private final StubServer server = new StubServer();
  private final CaptureQueue queue = CaptureQueue.of(DataCard.ofImages("hall"));
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  @TempDir private Path folder;
  @TempDir private Path home;

  @BeforeEach
  void paint() throws IOException {
    Images.paintMany(folder, 64);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private CompletableFuture<Void> brought(int from, int to) throws IOException {
    List<CompletableFuture<Void>> settled = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String name = "%03d.png".formatted(i);
      Arrival arrival = Arrival.of("hall/" + name, Files.readAllBytes(folder.resolve(name)));
      settled.add(queue.offer(arrival).orElseThrow());
    }
    return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new));
  }

  private void bring(int from, int to) throws IOException {
    assertFalse(brought(from, to).isCancelled());
  }

  private static EdgeOptions options(Duration within) {
    return EdgeOptions.withDefaults()
        .with(new Batching(8, 256, 2).within(within))
        .with(new RetryPolicy(Optional.empty(), Duration.ofMillis(1), Duration.ofSeconds(20)));
  }

  private CompletableFuture<Summary> run(Duration within) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (EdgeNode node =
              EdgeNode.open(
                  Tiny.extractor(),
                  Admission.uncertified(),
                  server.address(),
                  options(within),
                  home.resolve("noise.key"))) {
            return node.run(queue, answer -> answers.add(answer.capture().source()), Progress.NONE);
          }
        });
  }

  private CompletableFuture<Summary> runStored(Duration within, CaptureStream captures) {
    return runStored(within, captures, OutboxLimits.withDefaults());
  }

  private CompletableFuture<Summary> runStored(
      Duration within, CaptureStream captures, OutboxLimits limits) {
    AnswerSink sink =
        waiting -> {
          waiting.stream().map(Outbox.Waiting::line).forEach(answers::add);
          return Optional.empty();
        };
    return CompletableFuture.supplyAsync(
        () -> {
          try (NodeStore store = NodeStore.open(home.resolve("state"));
              EdgeNode node =
                  EdgeNode.open(
                      Tiny.extractor(),
                      Admission.uncertified(),
                      Analyzers.of(server.address()),
                      options(within),
                      home.resolve("noise.key"),
                      Optional.of(new Keeping(store, limits, OptionalDouble.empty())))) {
            return node.runStored(captures, "hall", outbox -> sink, said -> {}, Progress.NONE);
          }
        });
  }

  private List<String> taken(int count) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    while (taken.size() < count) {
      taken.add(answers.take());
    }
    return taken;
  }

  @Test
  void run_sourceThatGoesOn_answersWhatHasComeInOrder() throws Exception {
    var run = run(AT_ONCE);
    bring(0, 3);
    assertEquals(List.of("hall/000.png", "hall/001.png", "hall/002.png"), taken(3));
    bring(3, 4);
    assertEquals(List.of("hall/003.png"), taken(1));
    queue.stop();

    assertEquals(4, run.join().answers());
  }

  @Test
  void run_capturesThatComeFast_areSentInFullRequests() throws Exception {
    bring(0, 64);
    queue.stop();

    assertEquals(64, run(NEVER).join().answers());
    assertEquals(
        Collections.nCopies(8, 8),
        server.asked.stream().map(asked -> asked.inputs().get(0).tensor().shape().dim(0)).toList());
  }

  @Test
  void run_windowThatHasTime_waitsForItsEnd() throws Exception {
    var run = run(NEVER);
    brought(0, 3).join();
    assertTrue(server.asked.isEmpty());
    queue.stop();

    assertEquals(3, run.join().answers());
  }

  /** Nothing more need come for the failure to be seen. */
  @Test
  void run_analyzerThatRefuses_endsThoughTheSourceDoesNot() throws Exception {
    server.usual = StubServer.error(400, "odd");
    var run = run(AT_ONCE);
    bring(0, 1);

    assertThrows(RefusedRequestException.class, () -> Futures.join(run));
    assertTrue(queue.isStopped());
  }

  @Test
  void runStored_sourceThatGoesOn_answersWhatHasCome() throws Exception {
    var run = runStored(AT_ONCE, queue);
    bring(0, 3);
    assertTrue(taken(3).get(2).contains("hall/002.png"));
    queue.stop();

    assertEquals(3, run.join().answers());
  }

  @Test
  void runStored_analyzerAway_settlesOnceTheFeatureIsOnDisk() throws Exception {
    server.anywhere = StubServer.error(503, "busy");
    var run = runStored(AT_ONCE, queue);
    brought(0, 2).join();
    assertFalse(run.isDone());
    server.anywhere = null;
    queue.stop();

    assertEquals(2, run.join().answers());
  }

  /** Whoever brings captures is kept waiting then, or told that there is no room. */
  @Test
  void runStored_outboxFull_settlesNoMoreUntilTheAnalyzerIsThere() throws Exception {
    server.anywhere = StubServer.error(503, "busy");
    var early = brought(0, 8);
    var late = brought(8, 64);
    var run = runStored(AT_ONCE, queue, new OutboxLimits(8 * 12, Optional.empty()));
    early.join();
    assertFalse(late.isDone());
    server.anywhere = null;
    queue.stop();

    assertEquals(64, run.join().answers());
    assertTrue(late.isDone());
  }

  @Test
  void runStored_captureThatIsKnownOrBroken_isSettledToo() throws Exception {
    var run = runStored(NEVER, queue);
    brought(0, 1).join();
    brought(0, 1).join();
    queue.offer(Arrival.broken("hall/x", "it is cut short")).orElseThrow().join();
    queue.stop();

    assertEquals(1, run.join().answers());
    assertEquals("hall/x", run.join().skipped().first().get(0).path());
    assertEquals(1, server.asked.size());
  }

  /** Its sender lost patience, or the connection, before there was word. */
  @Test
  void runStored_captureSentAgainWhileItWaits_isAskedAboutOnce() throws Exception {
    bring(0, 2);
    bring(0, 2);
    var run = runStored(AT_ONCE, queue);
    brought(0, 1).join();
    queue.stop();

    assertEquals(2, run.join().answers());
  }

  @Test
  void runStored_analyzerThatRefuses_endsThoughTheSourceDoesNot() throws Exception {
    server.usual = StubServer.error(400, "odd");
    var run = runStored(AT_ONCE, queue);
    bring(0, 1);

    assertThrows(RefusedRequestException.class, () -> Futures.join(run));
  }
}
