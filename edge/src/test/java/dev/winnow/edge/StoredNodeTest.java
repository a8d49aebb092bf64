package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Capture;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.ForwardingCaptureStream;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.outbox.AnswerFile;
import dev.winnow.edge.outbox.Ledger;
import dev.winnow.edge.outbox.LedgerLine;
import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.OutboxLimits;
import dev.winnow.edge.source.Source;
import dev.winnow.modalities.Modalities;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.wire.InferenceRequest;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that keeps what it sends: stopped anywhere, it goes on there. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folders in.
class StoredNodeTest {
  private static final EdgeOptions SETTINGS =
      EdgeOptions.withDefaults()
          .with(new Batching(4, 8, 2))
          .with(
              new RetryPolicy(
                  Optional.of(Duration.ZERO), Duration.ofMillis(1), Duration.ofSeconds(20)));

  private final StubServer server = new StubServer();
  private final List<String> remarks = new ArrayList<>();

  @TempDir private Path folder;
  @TempDir private Path home;

  @AfterEach
  void close() {
    server.close();
  }

  /** One run, as a process does it. */
  private Summary run(ExtractorPackage extractor, EdgeOptions options, Keep keep) {
    try (NodeStore store = NodeStore.open(home.resolve("state"));
        EdgeNode node =
            EdgeNode.open(
                extractor,
                Admission.uncertified(),
                Analyzers.of(server.address()),
                options,
                home.resolve("noise.key"),
                Optional.of(new Keeping(store, keep.limits, keep.sourceBudget)))) {
      return node.runStored(
          keep.captures.orElseGet(() -> new Source.Folder(folder).open(node.modality())),
          "dir:hall",
          outbox -> AnswerFile.open(answers(), outbox),
          remarks::add,
          Progress.NONE);
    }
  }

  private Summary run() {
    return run(Tiny.extractor(), SETTINGS, Keep.USUAL);
  }

  private record Keep(
      OutboxLimits limits, OptionalDouble sourceBudget, Optional<CaptureStream> captures) {
    static final Keep USUAL =
        new Keep(OutboxLimits.withDefaults(), OptionalDouble.empty(), Optional.empty());
  }

  private Path answers() {
    return home.resolve("answers.jsonl");
  }

  private List<String> paths() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String line : Files.readAllLines(answers())) {
      paths.add(Json.readObject("an answer", line.getBytes(StandardCharsets.UTF_8)).text("path"));
    }
    return paths;
  }

  private List<LedgerLine> ledger() {
    try (NodeStore store = NodeStore.openToRead(home.resolve("state"))) {
      return Ledger.lines(store);
    }
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj("%03d.png"::formatted).toList();
  }

  private int rowsSent() {
    return server.asked.stream().mapToInt(StoredNodeTest::rows).sum();
  }

  private static int rows(InferenceRequest request) {
    return request.inputs().get(0).tensor().shape().dim(0);
  }

  @Test
  void runStored_folder_answersInOrderWithIds() throws IOException {
    List<String> labels = Images.paintMany(folder, 20);
    Summary summary = run();

    assertEquals(20, summary.answers());
    assertEquals(names(0, 20), paths());
    List<String> lines = Files.readAllLines(answers());
    for (int i = 0; i < 20; i++) {
      String begin =
          "{\"id\":%d,\"path\":\"%03d.png\",\"label\":\"%s\"".formatted(i + 1, i, labels.get(i));
      assertTrue(lines.get(i).startsWith(begin), lines.get(i));
    }
  }

  @Test
  void runStored_again_asksAboutWhatIsNewOnly() throws IOException {
    Images.paintMany(folder, 10);
    run();
    Images.paint(folder.resolve("004b.png"), Color.RED);
    Images.paint(folder.resolve("005.png"), Color.CYAN);
    server.asked.clear();
    run();

    assertEquals(2, rowsSent());
    assertEquals(List.of("004b.png", "005.png"), paths().subList(10, 12));
    assertTrue(remarks.get(0).startsWith("9 captures were acknowledged before"));
  }

  @Test
  void runStored_analyzerFailsHalfway_laterRunGoesOnThere() throws IOException {
    Images.paintMany(folder, 20);
    server.reactions.add(server::answer);
    server.reactions.add(server::answer);
    server.usual = StubServer.error(400, "odd");
    assertThrows(RefusedRequestException.class, this::run);
    assertEquals(names(0, 8), paths());

    server.usual = server::answer;
    server.asked.clear();
    run();
    assertEquals(names(0, 20), paths());
    assertEquals(12, rowsSent());
  }

  /** What is noised anew is another answer about the same capture, and costs privacy. */
  @Test
  void runStored_featureSentAgain_isTheSameToTheLastBit() throws IOException {
    Images.paintMany(folder, 3);
    server.usual = StubServer.error(400, "odd");
    ExtractorPackage noisy = Tiny.randomised(Tiny.gaussian(0.1, 10));
    assertThrows(RefusedRequestException.class, () -> run(noisy, SETTINGS, Keep.USUAL));
    server.answerZeros();
    run(noisy, SETTINGS, Keep.USUAL);

    List<List<Float>> sent =
        server.asked.stream().map(StoredNodeTest::values).map(StoredNodeTest::sorted).toList();
    assertEquals(2, sent.size());
    assertEquals(sent.get(0), sent.get(1));
    assertNotEquals(sent.get(0).get(0), sent.get(0).get(1));
    assertEquals(3, ledger().stream().mapToLong(LedgerLine::captures).sum());
    assertEquals(6, ledger().stream().mapToLong(LedgerLine::features).sum());
  }

  private static Tensor values(InferenceRequest request) {
    return request.inputs().get(0).tensor();
  }

  private static List<Float> sorted(Tensor tensor) {
    List<Float> numbers = new ArrayList<>();
    for (float value : tensor.toArray()) {
      numbers.add(value);
    }
    return numbers.stream().sorted().toList();
  }

  @Test
  void runStored_anyRequests_ledgerSumsAreWhatAProxySaw() throws IOException {
    Images.paintMany(folder, 20);
    server.reactions.add(StubServer.error(503, "busy"));
    server.reactions.add(StubServer::hangUp);
    try (Tap tap = new Tap(server.address());
        NodeStore store = NodeStore.open(home.resolve("state"));
        EdgeNode node =
            EdgeNode.open(
                Tiny.extractor(),
                Admission.uncertified(),
                Analyzers.of(tap.address()),
                SETTINGS.with(SETTINGS.retry().within(Duration.ofMinutes(1))),
                home.resolve("noise.key"),
                Optional.of(
                    new Keeping(store, OutboxLimits.withDefaults(), OptionalDouble.empty())))) {
      node.runStored(
          new Source.Folder(folder).open(node.modality()),
          "dir:hall",
          outbox -> AnswerFile.open(answers(), outbox),
          remarks::add,
          Progress.NONE);

      List<LedgerLine> lines = Ledger.lines(store);
      assertEquals(tap.up().length, lines.stream().mapToLong(LedgerLine::bytes).sum());
      assertEquals(rowsSent(), lines.stream().mapToLong(LedgerLine::features).sum());
      assertEquals(20, lines.stream().mapToLong(LedgerLine::captures).sum());
    }
  }

  /** After a night without a network, nothing is lost. */
  @Test
  void runStored_analyzerAwayFromTheStart_acknowledgesAndAsksWhenItComes() throws IOException {
    Images.paintMany(folder, 20);
    server.anywhere = StubServer.error(503, "starting");
    assertThrows(RefusedRequestException.class, this::run);
    Files.delete(folder.resolve("003.png"));
    server.anywhere = null;
    run();

    assertEquals(names(0, 8), paths().subList(0, 8));
    assertEquals(20, rowsSent());
  }

  @Test
  void runStored_smallOutbox_sourceWaitsAndNothingIsLost() throws IOException {
    Images.paintMany(folder, 30);
    Keep tight =
        new Keep(new OutboxLimits(40, Optional.empty()), OptionalDouble.empty(), Optional.empty());
    run(Tiny.extractor(), SETTINGS, tight);
    assertEquals(names(0, 30), paths());
  }

  /** A camera does not wait: while nothing is answered, what finds no room is dropped, and said. */
  @Test
  void runStored_liveSourceAndFullOutbox_dropsTheNewestAndCounts() throws IOException {
    Images.paintMany(folder, 60);
    var seen = new CountDownLatch(1);
    server.usual =
        (exchange, request) -> {
          await(seen);
          server.answer(exchange, request);
        };
    CaptureStream files =
        CaptureStream.ofFolder(folder, Modalities.of(Tiny.preprocessing().modality()));
    Keep tight =
        new Keep(
            new OutboxLimits(20 * 12, Optional.empty()),
            OptionalDouble.empty(),
            Optional.of(new Camera(files, seen)));
    run(Tiny.extractor(), SETTINGS, tight);

    List<String> answered = paths();
    assertEquals(names(0, 20), answered.subList(0, 20));
    assertEquals(answered.stream().sorted().toList(), answered);
    try (NodeStore store = NodeStore.openToRead(home.resolve("state"))) {
      LedgerLine.Dropped dropped = Ledger.dropped(store).get(0);
      assertEquals(60, dropped.captures() + answered.size());
      assertEquals("no room", dropped.reason());
    }
  }

  /** Lets the analyzer answer once all has been recorded. */
  private static final class Camera extends ForwardingCaptureStream {
    private final CountDownLatch seen;

    Camera(CaptureStream files, CountDownLatch seen) {
      super(files);
      this.seen = seen;
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public Optional<Capture> next() {
      Optional<Capture> next = captures.next();
      if (next.isEmpty()) {
        seen.countDown();
      }
      return next;
    }
  }

  @Test
  void runStored_budgetOfASource_stopsThereAndGoesOnLater() throws IOException {
    Images.paintMany(folder, 6);
    ExtractorPackage noisy = Tiny.randomised(Tiny.response(0.1, 0.1));
    server.answerZeros();
    double bits = ChannelCapacity.of(Tiny.response(0.1, 0.1)).first();
    Keep limited =
        new Keep(OutboxLimits.withDefaults(), OptionalDouble.of(2.5 * bits), Optional.empty());
    var e = assertThrows(SpentBudgetException.class, () -> run(noisy, SETTINGS, limited));

    assertTrue(e.getMessage().startsWith("today's budget of dir:hall"), e.getMessage());
    assertTrue(e.getMessage().contains("--source-budget"), e.getMessage());
    assertEquals(names(0, 2), paths());
    run(noisy, SETTINGS, Keep.USUAL);
    assertEquals(names(0, 6), paths());
    assertEquals(6, rowsSent());
  }

  /** Also what runs without a limit told counts. */
  @Test
  void runStored_dailyBudget_countsWhatTheLedgerHolds() throws IOException {
    Images.paintMany(folder, 3);
    ExtractorPackage noisy = Tiny.randomised(Tiny.response(0.1, 0.1));
    server.answerZeros();
    double bits = ChannelCapacity.of(Tiny.response(0.1, 0.1)).first();
    run(noisy, SETTINGS, Keep.USUAL);
    Images.paintMany(folder, 6);

    assertThrows(
        SpentBudgetException.class, () -> run(noisy, SETTINGS.withBudget(4.5 * bits), Keep.USUAL));
    assertEquals(4, rowsSent());
  }

  @Test
  void runStored_sourceBudgetWithoutAMechanism_isRefused() throws IOException {
    Images.paintMany(folder, 1);
    Keep limited = new Keep(OutboxLimits.withDefaults(), OptionalDouble.of(10), Optional.empty());
    assertThrows(MalformedOptionException.class, () -> run(Tiny.extractor(), SETTINGS, limited));
  }

  @Test
  void runStored_captureWithoutANumber_isSentAndNotAnswered() throws IOException {
    Images.paintMany(folder, 3);
    Images.paint(folder.resolve("001b.png"), Color.BLACK);
    server.answerZeros();
    Summary summary = run(Tiny.extractor(Tiny.unsound()), SETTINGS, Keep.USUAL);

    assertEquals(4, rowsSent());
    assertEquals(4, summary.skipped().count() + summary.answers());
    assertFalse(paths().contains("001b.png"));
  }

  /** No pixel, no file's bytes: what is kept are features, and what captures are called. */
  @Test
  void runStored_anyCaptures_areNowhereOnDisk() throws IOException {
    byte[] marker = "a-marker-that-no-feature-holds".getBytes(StandardCharsets.US_ASCII);
    Images.paintMany(folder, 3);
    for (String name : names(0, 3)) {
      Files.write(folder.resolve(name), marker, StandardOpenOption.APPEND);
    }
    server.usual = StubServer.error(400, "odd");
    assertThrows(RefusedRequestException.class, this::run);

    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String held = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(held.contains("a-marker") || held.contains("IHDR"), file::toString);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // The server is stopping.
    }
  }
}
