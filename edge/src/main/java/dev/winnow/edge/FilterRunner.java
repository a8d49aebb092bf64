package dev.winnow.edge;

import dev.winnow.core.WinnowException;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.CaptureId;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.trust.UntrustedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One run of a {@link FilterNode}: a few captures are under way, and answers come in their order.
 */
final class FilterRunner {
  private static final Duration LIVE_PATIENCE = Duration.ofSeconds(2);

  private final FilteredStream captures;
  private final ReleaseGate gate;
  private final FilteredClient client;
  private final EdgeOptions options;
  private final Consumer<Prediction> sink;
  private final RunStatistics statistics = new RunStatistics();
  private final Deque<Asked> asked = new ArrayDeque<>();
  private final List<BatchLoader.Broken> broken = new ArrayList<>();
  private long brokenCount;

  private record Asked(FilteredCapture capture, CompletableFuture<FilteredClient.Reply> reply) {}

  FilterRunner(
      FilteredStream captures,
      ReleaseGate gate,
      FilteredClient client,
      EdgeOptions options,
      Consumer<Prediction> sink) {
    this.captures = captures;
    this.gate = gate;
    this.client = client;
    this.options = options;
    this.sink = sink;
  }

  Summary run() {
    long start = System.nanoTime();
    // A live answer should come at once, and what comes meanwhile is old when it could be asked.
    int underWay = captures.isLive() ? 1 : options.batching().inFlight();
    AnalyzerLink.Effort effort = effort();
    for (Optional<FilteredCapture> next = next(); next.isPresent(); next = next()) {
      gate.requireOpen();
      asked.add(new Asked(next.get(), client.ask(next.get().content(), effort)));
      while (asked.size() >= underWay) {
        deliver(asked.remove());
      }
    }
    while (!asked.isEmpty()) {
      deliver(asked.remove());
    }
    return summary(Duration.ofNanos(System.nanoTime() - start));
  }

  /** What comes meanwhile of a live source would be lost, and an old answer is worth little. */
  private AnalyzerLink.Effort effort() {
    boolean isShort =
        options.retry().patience().map(own -> own.compareTo(LIVE_PATIENCE) <= 0).orElse(false);
    return !captures.isLive() || isShort
        ? AnalyzerLink.Effort.USUAL
        : new AnalyzerLink.Effort(List.of(), Optional.of(Optional.of(LIVE_PATIENCE)), () -> false);
  }

  /** The next capture that can be read. */
  private Optional<FilteredCapture> next() {
    while (true) {
      try {
        return captures.next();
      } catch (UnreadableCaptureException e) {
        brokenCount++;
        if (broken.size() < RunStatistics.MOST_NAMED) {
          broken.add(new BatchLoader.Broken(CaptureId.ofFile(e.what()), e.reason()));
        }
      }
    }
  }

  private void deliver(Asked request) {
    FilteredCapture capture = request.capture;
    Optional<FilteredClient.Reply> answered = reply(request);
    if (answered.isEmpty()) {
      return;
    }
    FilteredClient.Reply reply = answered.get();
    statistics.addBytesUp(reply.bytesUp());
    var cost =
        new Prediction.Cost(
            new Traffic(capture.recordedBytes(), capture.content().length, reply.bytesUp()),
            new StageTimes(Duration.ZERO, Duration.ZERO, capture.filtering(), reply.roundTrip()));
    captures.answered(capture.id(), tags(reply));
    sink.accept(
        new Prediction(capture.id(), Optional.empty(), reply.answers(), gate.certificate(), cost));
    statistics.add(cost);
  }

  /** Empty if there is none and the run goes on nevertheless. */
  private Optional<FilteredClient.Reply> reply(Asked request) {
    try {
      return Optional.of(Futures.join(request.reply));
    } catch (UntrustedException e) {
      throw e;
    } catch (WinnowException e) {
      if (!captures.isLive()) {
        throw e;
      }
      statistics.skip(new Summary.Skipped(request.capture.id().toString(), e.getMessage()));
      return Optional.empty();
    }
  }

  private static List<FilteredStream.Tag> tags(FilteredClient.Reply reply) {
    List<FilteredStream.Tag> tags = new ArrayList<>();
    for (Prediction.Answer answer : reply.answers()) {
      if (answer instanceof Prediction.Objects objects) {
        tags.addAll(objects.tags());
      }
    }
    return tags;
  }

  private Summary summary(Duration elapsed) {
    long all = statistics.done() + brokenCount;
    Summary.Skips skips =
        Summary.Skips.of(broken, brokenCount, options.broken().verdict(broken, brokenCount, all));
    return statistics.summary(skips, elapsed);
  }
}
