package dev.winnow.edge.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.data.CaptureId;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.RequestLog.Outcome;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request is a line before it leaves, and a feature tells once. */
@SuppressWarnings("NullAway.Init") // JUnit fills these in.
class LedgerTest {
  private static final Digest EXTRACTOR = Digest.of(new byte[] {1});
  private static final AnalyzerUri ADDRESS = AnalyzerUri.parse("http://localhost:8080");

  @TempDir private Path folder;
  private NodeStore store;
  private Ledger ledger;
  private Instant now = Instant.parse("2026-03-01T23:59:00Z");

  @BeforeEach
  void open() {
    store = NodeStore.open(folder);
    ledger = ledger(OptionalDouble.of(1.5));
    outbox("hall").add(List.of(extracted("a"), extracted("b")));
    outbox("door").add(List.of(extracted("c")));
  }

  private Outbox outbox(String source) {
    return Outbox.of(store, EXTRACTOR, source, OutboxLimits.withDefaults(), () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Ledger ledger(OptionalDouble bits) {
    return new Ledger(store, new Ledger.Sender("gender 1", Optional.empty(), bits), () -> now);
  }

  private static Outbox.Extracted extracted(String path) {
    CaptureId id = CaptureId.ofFile(path);
    var origin = new StoredFeature.Origin(id, 1_000, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    return new Outbox.Extracted(
        CaptureKey.of(EXTRACTOR, "hall", id, EXTRACTOR), origin, true, ByteBuffer.allocate(4));
  }

  private List<LedgerLine> lines() {
    ledger.flush();
    return Ledger.lines(store);
  }

  @Test
  void begin_request_isOnDiskBeforeItsEndIsKnown() {
    ledger.begin(ADDRESS, 300, List.of(1L, 2L));
    store.close();
    store = NodeStore.open(folder);

    assertEquals(
        List.of(
            new LedgerLine(
                now,
                "hall",
                "gender 1",
                "uncertified",
                "http://localhost:8080",
                2,
                2,
                OptionalDouble.of(3),
                300,
                "under way")),
        Ledger.lines(store));
  }

  @Test
  void begin_sameFeaturesAgain_tellNothingNewAndCountTheirBytes() {
    ledger.end(ledger.begin(ADDRESS, 300, List.of(1L)), Outcome.LOST);
    ledger.end(ledger.begin(ADDRESS, 310, List.of(1L, 2L)), Outcome.ANSWERED);

    List<LedgerLine> lines = lines();
    assertEquals(List.of(1L, 1L), lines.stream().map(LedgerLine::captures).toList());
    assertEquals(List.of(1L, 2L), lines.stream().map(LedgerLine::features).toList());
    assertEquals(List.of("lost", "answered"), lines.stream().map(LedgerLine::outcome).toList());
    assertEquals(3, ledger.toldToday(Optional.empty()));
  }

  @Test
  void end_noConnectionWasMade_nothingWasTold() {
    ledger.end(ledger.begin(ADDRESS, 300, List.of(1L, 2L)), Outcome.UNSENT);
    assertTrue(lines().get(0).isUnsent());
    assertEquals(0, ledger.toldToday(Optional.empty()));

    ledger.end(ledger.begin(ADDRESS, 300, List.of(1L, 2L)), Outcome.ANSWERED);
    assertEquals(2, lines().get(1).captures());
    assertEquals(3, ledger.toldToday(Optional.empty()));
  }

  @Test
  void toldToday_severalSourcesAndDays_countsWhatIsAskedFor() {
    ledger.begin(ADDRESS, 300, List.of(1L, 2L));
    ledger.begin(ADDRESS, 300, List.of(3L));
    assertEquals(4.5, ledger.toldToday(Optional.empty()));
    assertEquals(1.5, ledger.toldToday(Optional.of("door")));

    now = now.plusSeconds(120);
    assertEquals(0, ledger.toldToday(Optional.empty()));
    // Whoever sets the clock back gains nothing.
    now = now.minus(Duration.ofDays(3));
    assertEquals(4.5, ledger.toldToday(Optional.empty()));
  }

  @Test
  void begin_nothingBoundsAnAnswer_hasNoBits() {
    ledger(OptionalDouble.empty()).begin(ADDRESS, 300, List.of(1L));
    ledger(OptionalDouble.empty()).begin(ADDRESS, 90, List.of());

    List<LedgerLine> lines = lines();
    assertEquals(OptionalDouble.empty(), lines.get(0).bits());
    assertEquals(OptionalDouble.of(0), lines.get(1).bits());
    assertEquals(Ledger.NO_SOURCE, lines.get(1).source());
  }

  @Test
  void fill_isWhatWaits() {
    assertEquals(
        new OutboxFill(3, 12, OutboxLimits.withDefaults().bytes()),
        OutboxFill.of(store, OutboxLimits.withDefaults()));
    outbox("hall").answered(Map.of(2L, "b"));
    assertEquals(2, OutboxFill.of(store, OutboxLimits.withDefaults()).features());
  }

  /** As adding up all lines does, whatever is under way and whatever day it is. */
  @Test
  void totals_whileRequestsComeAndGo_addUpTodayAndAll() {
    ledger.begin(ADDRESS, 100, List.of());
    LedgerTotals totals = LedgerTotals.of(store, () -> now);
    assertEquals(100, totals.totals().all().bytes());

    long first = ledger.begin(ADDRESS, 200, List.of(1L, 2L));
    long second = ledger.begin(ADDRESS, 400, List.of(3L));
    assertEquals(new LedgerTotals.Sums(3, 3, 4.5, true, 700), totals.totals().today());
    ledger.end(second, Outcome.ANSWERED);
    ledger.flush();
    assertEquals(new LedgerTotals.Sums(3, 3, 4.5, true, 700), totals.totals().all());
    ledger.end(first, Outcome.UNSENT);
    ledger.flush();
    assertEquals(new LedgerTotals.Sums(2, 1, 1.5, true, 500), totals.totals().all());

    now = now.plus(Duration.ofMinutes(2));
    assertEquals(LedgerTotals.Sums.NONE, totals.totals().today());
    ledger.end(ledger(OptionalDouble.empty()).begin(ADDRESS, 800, List.of(1L)), Outcome.LOST);
    ledger.flush();
    assertEquals(new LedgerTotals.Sums(1, 1, 0, false, 800), totals.totals().today());
    assertEquals(new LedgerTotals.Sums(3, 2, 1.5, false, 1_300), totals.totals().all());
  }
}
