package dev.winnow.edge.status;

import dev.winnow.core.Progress;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.DeliveryListener;
import dev.winnow.edge.delivery.RequestLog.Outcome;
import dev.winnow.edge.outbox.AnswerSink;
import dev.winnow.edge.outbox.LedgerTotals;
import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.Outbox;
import dev.winnow.edge.sink.SinkListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a node has done since it was started, and how it fares. It is put beside what passes, counts
 * it and hands it on as it is. Used by several threads.
 */
public final class NodeStatus implements DeliveryListener, SinkListener {
  private final InstantSource clock;
  private final Instant started;
  private final Consumer<String> remarks;
  private final RequestCounts requests = new RequestCounts();
  private final AnalyzerStates analyzers = new AnalyzerStates();
  private final RecentErrors errors = new RecentErrors();
  private final LongAdder captures = new LongAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final AtomicLong broken = new AtomicLong();

  // Guarded by this, as is the ledger's sum.
  private Optional<NodeIdentity> identity = Optional.empty();
  private Optional<Kept> kept = Optional.empty();
  private Optional<Outbox> outbox = Optional.empty();
  private Optional<SinkTrouble> sinkTrouble = Optional.empty();

  /** That answers are not taken. */
  private record SinkTrouble(Instant since, String sentence) {
    boolean isOld(Instant now) {
      return !now.isBefore(since.plus(AnalyzerStates.PATIENCE));
    }
  }

  /** What is on disk. */
  private record Kept(Path folder, LedgerTotals ledger) {}

  /**
   * Nothing has happened yet.
   *
   * @param remarks takes what a person should know at once
   */
  public NodeStatus(InstantSource clock, Consumer<String> remarks) {
    this.clock = clock;
    this.started = clock.instant();
    this.remarks = remarks;
  }

  /** Says what runs; again when more of it is known. */
  public synchronized void runs(NodeIdentity what) {
    identity = Optional.of(what);
  }

  /**
   * Says where the node keeps what it sends.
   *
   * @param folder of the store
   */
  public synchronized void keeps(NodeStore store, Path folder) {
    kept = Optional.of(new Kept(folder, LedgerTotals.of(store, clock)));
  }

  /** Counts the captures of a stream. */
  public CaptureStream counted(CaptureStream stream) {
    return new CountedCaptures(stream, captures::increment);
  }

  /** Counts what a filter lets pass, and what it cannot read. */
  public FilteredStream counted(FilteredStream stream) {
    return new CountedFilter(stream, captures::increment, skipped::increment);
  }

  /** Counts answers. */
  public <T> Consumer<T> counted(Consumer<T> sink) {
    return answer -> {
      sink.accept(answer);
      answers.increment();
    };
  }

  /** Counts answers that a sink takes from an outbox, which is watched too. */
  public AnswerSink counted(AnswerSink sink, Outbox from) {
    synchronized (this) {
      outbox = Optional.of(from);
    }
    return new CountedSink(sink, answers::add, skipped::add);
  }

  /** Counts captures that cannot be read. */
  public Progress counted(Progress progress) {
    return new Progress() {
      @Override
      public void at(long done, long total, String note) {
        progress.at(done, total, note);
      }

      @Override
      public void skipped(long count) {
        broken.set(count);
        progress.skipped(count);
      }
    };
  }

  @Override
  public void remark(String sentence) {
    remarks.accept(sentence);
  }

  @Override
  public void failing(String sentence) {
    Instant now = clock.instant();
    errors.add(now, sentence);
    synchronized (this) {
      sinkTrouble = Optional.of(new SinkTrouble(now, sentence));
    }
    remarks.accept(sentence);
  }

  @Override
  public void recovered(String sentence) {
    synchronized (this) {
      sinkTrouble = Optional.empty();
    }
    remarks.accept(sentence);
  }

  @Override
  public void begun(AnalyzerUri address, long bytes) {
    requests.begin();
  }

  @Override
  public void ended(AnalyzerUri address, Outcome outcome, long bytes, Duration took) {
    requests.end(outcome, bytes, took);
  }

  @Override
  public void answered(AnalyzerUri address) {
    Instant now = clock.instant();
    analyzers.change(address.toString(), state -> state.answered(now));
  }

  @Override
  public void failed(AnalyzerUri address, String sentence, Duration pause) {
    failed(address, sentence, Optional.of(pause));
  }

  @Override
  public void refused(AnalyzerUri address, String sentence) {
    failed(address, sentence, Optional.empty());
  }

  private void failed(AnalyzerUri address, String sentence, Optional<Duration> pause) {
    Instant now = clock.instant();
    errors.add(now, sentence);
    analyzers.change(
        address.toString(), state -> state.failed(sentence, pause.map(now::plus), now));
  }

  /** How things are now. */
  synchronized StatusSnapshot snapshot() {
    Instant now = clock.instant();
    return new StatusSnapshot(
        now,
        started,
        identity,
        new HealthCheck(identity.flatMap(NodeIdentity::certificate), kept.map(Kept::folder))
            .reasons(
                Stream.concat(
                        analyzers.trouble(now).stream(),
                        sinkTrouble.filter(trouble -> trouble.isOld(now)).stream()
                            .map(trouble -> "answers are not taken: " + trouble.sentence))
                    .toList(),
                now),
        new StatusSnapshot.Counts(captures.sum(), answers.sum(), skipped.sum() + broken.get()),
        kept.map(there -> there.ledger.totals()),
        outbox.map(Outbox::fill),
        analyzers.all(),
        requests,
        errors.all());
  }
}
