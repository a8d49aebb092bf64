package dev.winnow.edge.status;

import dev.winnow.core.Progress;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.edge.delivery.DeliveryListener;
import dev.winnow.edge.outbox.AnswerSink;
import dev.winnow.edge.outbox.LedgerTotals;
import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.OutboxFill;
import dev.winnow.edge.outbox.OutboxLimits;
import dev.winnow.edge.sink.SinkListener;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What a node has done since it was started, and how it fares: all runs of the process together. It
 * is put beside what passes, counts it and hands it on as it is. Used by several threads.
 */
public final class NodeStatus {
  private final InstantSource clock;
  private final Instant started;
  private final RequestCounts requests = new RequestCounts();
  private final AnalyzerStates analyzers = new AnalyzerStates();
  private final SinkTroubles sinks = new SinkTroubles();
  private final RecentErrors errors = new RecentErrors();
  private final LongAdder captures = new LongAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final DoubleAdder bits = new DoubleAdder();

  // Guarded by this.
  private final Map<String, NodeIdentity> runs = new LinkedHashMap<>();
  private final Map<Path, KeptStore> kept = new LinkedHashMap<>();

  /** Nothing has happened yet. */
  public NodeStatus(InstantSource clock) {
    this.clock = clock;
    this.started = clock.instant();
  }

  /** Says what runs; again, with the same extractor and source, when more of it is known. */
  public synchronized void runs(NodeIdentity what) {
    runs.put(what.extractor() + "\n" + what.source(), what);
  }

  /**
   * Says where a run keeps what it sends, before it sends anything; several may share a store.
   *
   * @param folder of the store
   */
  public synchronized void keeps(NodeStore store, Path folder, OutboxLimits limits) {
    kept.compute(
        folder,
        (place, known) ->
            known != null && known.isOf(store)
                ? known
                : new KeptStore(place, store, limits, clock));
  }

  /** Counts the captures of a stream. */
  public CaptureStream counted(CaptureStream stream) {
    return new CountedCaptures(stream, captures::increment);
  }

  /** Counts what a filter lets pass, and what it cannot read. */
  public FilteredStream counted(FilteredStream stream) {
    return new CountedFilter(stream, captures::increment, skipped::increment);
  }

  /**
   * Counts answers.
   *
   * @param each bits that one tells at most; empty if nothing bounds them
   */
  public <T> Consumer<T> counted(Consumer<T> sink, OptionalDouble each) {
    return answer -> {
      sink.accept(answer);
      answers.increment();
      bits.add(each.orElse(0));
    };
  }

  /** Counts answers that a sink takes from an outbox. */
  public AnswerSink counted(AnswerSink sink) {
    return new CountedSink(sink, answers::add, skipped::add);
  }

  /** Counts captures that cannot be read. */
  public Progress counted(Progress progress) {
    AtomicLong before = new AtomicLong();
    return new Progress() {
      @Override
      public void at(long done, long total, String note) {
        progress.at(done, total, note);
      }

      @Override
      public void skipped(long count) {
        skipped.add(count - before.getAndSet(count));
        progress.skipped(count);
      }
    };
  }

  /**
   * What is to hear how requests and analyzers fare.
   *
   * @param remarks takes what a person should know at once
   */
  public DeliveryListener deliveries(Consumer<String> remarks) {
    return new CountedDeliveries(requests, analyzers, errors, clock, remarks);
  }

  /**
   * What is to hear how a sink fares.
   *
   * @param remarks takes what a person should know at once
   */
  public SinkListener sink(Consumer<String> remarks) {
    return sinks.listener(errors, clock, remarks);
  }

  /** How things are now. */
  synchronized StatusSnapshot snapshot() {
    Instant now = clock.instant();
    return new StatusSnapshot(
        now,
        started,
        List.copyOf(runs.values()),
        reasons(now),
        new StatusSnapshot.Counts(captures.sum(), answers.sum(), skipped.sum(), bits.sum()),
        kept.values().stream().map(KeptStore::totals).reduce(LedgerTotals.Totals::plus),
        kept.values().stream().map(KeptStore::fill).reduce(OutboxFill::plus),
        analyzers.all(),
        requests,
        errors.all());
  }

  /** Looks at the stores, too. */
  private List<String> reasons(Instant now) {
    List<String> reasons = new ArrayList<>();
    for (NodeIdentity run : runs.values()) {
      run.certificate().flatMap(shown -> HealthCheck.expired(shown, now)).ifPresent(reasons::add);
    }
    for (KeptStore store : kept.values()) {
      HealthCheck.full(store.folder()).or(store::look).ifPresent(reasons::add);
    }
    Optional<String> away = analyzers.trouble(now);
    away.ifPresent(reasons::add);
    reasons.addAll(sinks.reasons(now));
    return reasons;
  }
}
