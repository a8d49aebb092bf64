package dev.winnow.edge.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node keeps on disk, across its death. */
@SuppressWarnings("NullAway.Init") // JUnit fills these in.
class OutboxTest {
  private static final Digest EXTRACTOR = Digest.of(new byte[] {1});
  private static final Digest OTHER = Digest.of(new byte[] {2});

  @TempDir private Path folder;
  private NodeStore store;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @BeforeEach
  void open() {
    store = NodeStore.open(folder.resolve("state"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Outbox outbox(OutboxLimits limits) {
    return Outbox.of(store, EXTRACTOR, "hall", limits, () -> now);
  }

  private Outbox door() {
    return Outbox.of(store, EXTRACTOR, "door", OutboxLimits.withDefaults(), () -> now);
  }

  private Outbox outbox() {
    return outbox(OutboxLimits.withDefaults());
  }

  private static CaptureKey key(String path) {
    return CaptureKey.of(
        EXTRACTOR, "hall", CaptureId.ofFile(path), Digest.of(path.getBytes(UTF_8)));
  }

  private static Outbox.Extracted extracted(String path) {
    var origin =
        new StoredFeature.Origin(
            CaptureId.ofFile(path), 1_000, Duration.ofNanos(1), Duration.ofNanos(2), Duration.ZERO);
    return new Outbox.Extracted(key(path), origin, true, ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
  }

  private static List<Outbox.Extracted> many(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> extracted("%03d".formatted(i))).toList();
  }

  private static List<Long> ids(List<StoredFeature> features) {
    return features.stream().map(StoredFeature::id).toList();
  }

  private static List<Long> numbers(List<Outbox.Waiting> answers) {
    return answers.stream().map(Outbox.Waiting::id).toList();
  }

  /** As after kill -9: another process opens what the first one committed. */
  private void reopen() {
    store.close();
    store = NodeStore.open(folder.resolve("state"));
  }

  @Test
  void add_captures_areKnownAndWaitAfterTheirNodeDied() {
    outbox().add(many(0, 3));
    reopen();

    List<StoredFeature> waiting = outbox().next(10);
    assertEquals(List.of(1L, 2L, 3L), ids(waiting));
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), waiting.get(0).body());
    assertEquals("002", waiting.get(2).capture().id().source());
    assertEquals(1_000, waiting.get(2).capture().bytes());
    assertTrue(outbox().isKnown(key("001")));
    assertFalse(outbox().isKnown(key("003")));
  }

  @Test
  void key_otherContentPartOrExtractor_isAnotherCapture() {
    CaptureId file = CaptureId.ofFile("a");
    var part = new CaptureId("a", 0, Optional.of(new TimeWindow(0, 1)));
    Digest bytes = Digest.of(new byte[] {3});
    outbox()
        .add(
            List.of(
                new Outbox.Extracted(
                    CaptureKey.of(EXTRACTOR, "hall", file, bytes),
                    extracted("a").capture(),
                    true,
                    ByteBuffer.allocate(4))));

    assertTrue(outbox().isKnown(CaptureKey.of(EXTRACTOR, "hall", file, bytes)));
    assertFalse(outbox().isKnown(CaptureKey.of(EXTRACTOR, "hall", file, OTHER)));
    assertFalse(outbox().isKnown(CaptureKey.of(EXTRACTOR, "hall", part, bytes)));
    assertFalse(outbox().isKnown(CaptureKey.of(OTHER, "hall", file, bytes)));
  }

  @Test
  void next_featuresOfAnotherExtractor_stayUntilItRuns() {
    outbox().add(many(0, 2));
    Outbox other = Outbox.of(store, OTHER, "hall", OutboxLimits.withDefaults(), () -> now);

    assertEquals(List.of(), other.next(10));
    assertEquals(2, other.foreign());
    assertEquals(2, outbox().unanswered());
  }

  @Test
  void deliverable_answersBehindOneThatIsMissing_waitForIt() {
    Outbox outbox = outbox();
    outbox.add(many(0, 2));
    door().add(many(2, 4));
    outbox.answered(Map.of(2L, "b", 3L, "c"));

    assertEquals(List.of(), numbers(outbox.deliverable()));
    assertEquals(List.of(3L), numbers(door().deliverable()));
    outbox.answered(Map.of(1L, "a"));
    assertEquals(List.of(1L, 2L), numbers(outbox.deliverable()));
    assertEquals(List.of(4L), ids(door().next(10)));
  }

  @Test
  void next_severalSources_givesThoseOfItsOwnOnly() {
    outbox().add(many(0, 1));
    door().add(many(1, 2));
    outbox().add(many(2, 3));

    assertEquals(List.of(1L, 3L), ids(outbox().next(10)));
    assertEquals(List.of(2L), ids(door().next(10)));
    assertEquals(1, outbox().foreign());
  }

  /** Two cameras that see the same, and name it alike. */
  @Test
  void key_sameCaptureOfAnotherSource_isAnotherCapture() {
    Digest content = Digest.of(new byte[] {3});
    CaptureId file = CaptureId.ofFile("a");

    assertFalse(
        Arrays.equals(outbox().key(file, content).bytes(), door().key(file, content).bytes()));
  }

  /** The disk is the same, whoever fills it. */
  @Test
  void hasRoom_bytesOfAnotherSource_takeRoomToo() {
    Outbox outbox = outbox(new OutboxLimits(10, Optional.empty()));
    door().add(many(0, 2));

    assertFalse(outbox.hasRoom(4, 0));
    door().answered(Map.of(1L, "a"));
    assertTrue(outbox.hasRoom(4, 0));
  }

  @Test
  void hasRoom_manyBytesWait_isFalseUntilTheyAreAnswered() {
    Outbox outbox = outbox(new OutboxLimits(10, Optional.empty()));
    assertTrue(outbox.hasRoom(1_000, 0));
    outbox.add(many(0, 2));
    assertTrue(outbox.hasRoom(2, 0));
    assertFalse(outbox.hasRoom(2, 2));
    reopen();
    Outbox again = outbox(new OutboxLimits(10, Optional.empty()));
    assertFalse(again.hasRoom(4, 0));
    again.answered(Map.of(1L, "a"));
    assertTrue(again.hasRoom(4, 0));
  }

  @Test
  void dropOld_featuresBehindTheirAge_areDroppedAndCounted() {
    Outbox outbox = outbox(new OutboxLimits(1_000, Optional.of(Duration.ofDays(7))));
    outbox.add(many(0, 2));
    now = now.plus(Duration.ofDays(6));
    outbox.add(many(2, 3));
    assertEquals(0, outbox.dropOld());
    now = now.plus(Duration.ofDays(2));

    assertEquals(2, outbox.dropOld());
    assertEquals(List.of(3L), ids(outbox.next(10)));
    assertEquals(
        List.of(new LedgerLine.Dropped("2026-03-09", "hall", "too old", 2)), Ledger.dropped(store));
  }

  /** Another extractor's features are not waited for, so their end is no news to who waits. */
  @Test
  void dropOld_featuresOfAnotherExtractor_areDroppedAndNotCountedAsItsOwn() {
    OutboxLimits limits = new OutboxLimits(10, Optional.of(Duration.ofDays(7)));
    Outbox.of(store, OTHER, "hall", limits, () -> now).add(many(0, 2));
    Outbox outbox = outbox(limits);
    outbox.add(many(2, 3));
    now = now.plus(Duration.ofDays(8));
    outbox.add(many(3, 4));

    assertEquals(1, outbox.dropOld());
    assertEquals(0, outbox.foreign());
    assertEquals(1, outbox.unanswered());
    assertTrue(outbox.hasRoom(6, 0));
    assertFalse(outbox.hasRoom(7, 0));
  }

  /** A page more than there is has no room, as on a disk that is full. */
  @Test
  void add_diskFull_acknowledgesNothingAndKeepsWhatItHad() {
    Outbox outbox = outbox();
    outbox.add(many(0, 2));
    store.transaction(
        connection -> {
          try (var pages = connection.createStatement()) {
            return pages.execute("PRAGMA max_page_count = 1");
          }
        });
    var e = assertThrows(UnusableStoreException.class, () -> outbox.add(many(2, 2_000)));

    assertTrue(e.getMessage().contains("is full; nothing that was acknowledged is lost"));
    assertFalse(outbox.isKnown(key("002")));
    reopen();
    assertEquals(List.of(1L, 2L), ids(outbox().next(10)));
  }

  /** What several threads ask for at once is written together; one that fails spoils no other. */
  @Test
  void transaction_manyThreadsAndOneThatFails_othersAreOnDisk() throws Exception {
    Outbox outbox = outbox();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> added = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      int number = i;
      added.add(
          threads.submit(
              () -> {
                if (number == 40) {
                  store.transaction(
                      connection -> {
                        throw new IllegalStateException("this one fails");
                      });
                }
                outbox.add(many(number, number + 1));
              }));
    }
    for (int i = 0; i < 80; i++) {
      if (i == 40) {
        assertThrows(ExecutionException.class, added.get(i)::get);
      } else {
        added.get(i).get();
      }
    }
    threads.shutdown();
    reopen();
    assertEquals(79, outbox().unanswered());
  }

  @Test
  void open_folderInUse_isRefused() {
    var e =
        assertThrows(UnusableStoreException.class, () -> NodeStore.open(folder.resolve("state")));
    assertTrue(e.getMessage().startsWith("another node uses "), e.getMessage());
  }

  @Test
  void open_fileThatIsNoDatabase_isRefusedAndLeftAlone() throws IOException {
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    Path file = damaged.resolve(NodeStore.NAME);
    byte[] bytes =
        "this is no database, whatever its name may be; not at all".repeat(40).getBytes(UTF_8);
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    var e = assertThrows(UnusableStoreException.class, () -> NodeStore.open(damaged));
    assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void open_filesOfThisNode_areTheirOwnersAlone() throws IOException {
    outbox().add(many(0, 1));
    try (var files = Files.list(folder.resolve("state"))) {
      for (Path file : files.filter(path -> !path.endsWith(".lock")).toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file::toString);
      }
    }
    Files.setPosixFilePermissions(
        folder.resolve("state").resolve(NodeStore.NAME),
        PosixFilePermissions.fromString("rw-r--r--"));
    store.close();
    var e =
        assertThrows(UnusableStoreException.class, () -> NodeStore.open(folder.resolve("state")));
    assertTrue(e.getMessage().contains("chmod 600"), e.getMessage());
  }

  @Test
  void openToRead_whereNothingIs_saysWhatToName() {
    var e =
        assertThrows(UnusableStoreException.class, () -> NodeStore.openToRead(folder.resolve("x")));
    assertTrue(e.getMessage().contains("--state-dir"), e.getMessage());
  }

  private List<Outbox.Waiting> answered(Outbox outbox, int count) {
    outbox.add(many(0, count));
    LongStream.rangeClosed(1, count)
        .forEach(id -> outbox.answered(Map.of(id, "{\"id\":%d}".formatted(id))));
    return outbox.deliverable();
  }

  @Test
  void file_nodeDiedWhileItWrote_hasEachAnswerOnce() throws IOException {
    Path file = folder.resolve("answers.jsonl");
    Outbox outbox = outbox();
    List<Outbox.Waiting> answers = answered(outbox, 4);
    try (AnswerFile sink = AnswerFile.open(file, outbox)) {
      outbox.delivered(answers.subList(0, 2), sink.write(answers.subList(0, 2)));
      // Written and not kept: the node dies here, and the last line is cut in two.
      sink.write(answers.subList(2, 4));
    }
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 4);
    }
    reopen();

    Outbox again = outbox();
    try (AnswerFile sink = AnswerFile.open(file, again)) {
      again.delivered(again.deliverable(), sink.write(again.deliverable()));
    }
    assertEquals(
        List.of("{\"id\":1}", "{\"id\":2}", "{\"id\":3}", "{\"id\":4}"), Files.readAllLines(file));
    assertEquals(List.of(), again.deliverable());
  }

  @Test
  void file_holdsSomebodyElsesLines_isLeftAlone() throws IOException {
    Path file = folder.resolve("answers.jsonl");
    Outbox outbox = outbox();
    List<Outbox.Waiting> answers = answered(outbox, 2);
    try (AnswerFile sink = AnswerFile.open(file, outbox)) {
      outbox.delivered(answers, sink.write(answers));
    }
    Files.writeString(file, "hello\n", StandardOpenOption.APPEND);

    var e = assertThrows(UnusableStoreException.class, () -> AnswerFile.open(file, outbox));
    assertTrue(e.getMessage().contains("lines that this node did not write"), e.getMessage());
    assertEquals(3, Files.readAllLines(file).size());
  }

  @Test
  void file_putAsideAsLogsAre_goesOnAnew() throws IOException {
    Path file = folder.resolve("answers.jsonl");
    Outbox outbox = outbox();
    List<Outbox.Waiting> answers = answered(outbox, 2);
    try (AnswerFile sink = AnswerFile.open(file, outbox)) {
      outbox.delivered(answers.subList(0, 1), sink.write(answers.subList(0, 1)));
    }
    Files.move(file, folder.resolve("answers.1"));
    try (AnswerFile sink = AnswerFile.open(file, outbox)) {
      outbox.delivered(answers.subList(1, 2), sink.write(answers.subList(1, 2)));
    }
    assertEquals(List.of("{\"id\":2}"), Files.readAllLines(file));
  }

  @Test
  void file_thatWasThereBefore_keepsWhatItHolds() throws IOException {
    Path file = Files.writeString(folder.resolve("answers.jsonl"), "before\n");
    Outbox outbox = outbox();
    List<Outbox.Waiting> answers = answered(outbox, 1);
    try (AnswerFile sink = AnswerFile.open(file, outbox)) {
      outbox.delivered(answers, sink.write(answers));
    }
    assertEquals(List.of("before", "{\"id\":1}"), Files.readAllLines(file));
  }
}
