package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.CaptureId;
import dev.winnow.edge.outbox.AnswerSink;
import dev.winnow.edge.outbox.Outbox;
import dev.winnow.edge.outbox.ResumedStream;
import dev.winnow.edge.outbox.StoredFeature;
import dev.winnow.edge.outbox.UnusableStoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * One run of a node that keeps what it sends: the caller's thread extracts features into an outbox,
 * and a thread of the run's own takes windows of them out again, sends them, shuffled, and hands
 * the answers to the sink in the order of the source. Either goes on where an earlier run stopped.
 */
final class StoredRun implements AutoCloseable {
  /** Captures that are acknowledged in one transaction, as long as nobody waits for it. */
  private static final int TOGETHER = 64;

  /** Their features take at most this much memory. */
  private static final int MOST_BYTES = 1 << 20;

  /**
   * What a run works with; all of it is others' to close.
   *
   * @param plan rows of a request, captures of a window, requests under way
   */
  record Parts(
      Extractor extractor,
      Client client,
      StoredGate gate,
      Outbox outbox,
      AnswerSink sink,
      InferencePipeline.Plan plan,
      Progress progress) {}

  /** Runs of other sources make room too, and nobody says so. */
  private static final long OTHERS_MILLIS = 500;

  private final Parts parts;
  private final String source;
  private final ResumedStream captures;
  private final List<OutputHead> heads;
  private final ExecutorService sender = Executors.newSingleThreadExecutor();
  private final RunStatistics statistics = new RunStatistics();
  private final Map<Long, Prediction.Cost> costs = new ConcurrentHashMap<>();
  private final List<Outbox.Extracted> extracted = new ArrayList<>();
  private final CompletableFuture<Void> drained;

  private final WindowDeadline deadline;

  /** Of captures that were extracted and are not acknowledged yet; the caller's thread's alone. */
  private Optional<BatchLoader.Batch> last = Optional.empty();

  /** Guarded by this object, as are the three below. */
  private long waiting;

  private boolean isDue;
  private boolean ended;
  private boolean roomWanted;

  /**
   * Begins to send what waits from earlier runs.
   *
   * @param source as the node's owner named it
   */
  StoredRun(Parts parts, String source, ResumedStream captures) {
    this.parts = parts;
    this.source = source;
    this.captures = captures;
    this.heads = parts.extractor.manifest().numericHeads();
    this.waiting = parts.outbox.unanswered();
    this.deadline =
        new WindowDeadline(parts.plan.within(), WindowDeadline.Timer.ofClock(), this::flushDue);
    this.drained = CompletableFuture.runAsync(this::drain, sender).whenComplete(this::wake);
  }

  /**
   * Extracts a batch's features; its captures are acknowledged with it, or with a later one. The
   * batch is not needed afterwards.
   *
   * @throws RuntimeException whatever kept an earlier window from being answered
   */
  void add(BatchLoader.Batch batch) {
    if (batch.captures().isEmpty()) {
      last = Optional.of(batch);
      return;
    }
    List<CaptureId> ids = batch.captures().stream().map(BatchLoader.Loaded::id).toList();
    long bytes = (long) ids.size() * parts.extractor.manifest().network().feature().bytes();
    if (captures.isLive() && !parts.outbox.hasRoom(bytes, 0)) {
      ids.forEach(captures::key);
      parts.outbox.countDropped(ids.size());
      last = Optional.of(batch);
      return;
    }
    long pending = bytes / ids.size() * extracted.size();
    if (pending + bytes > MOST_BYTES || !parts.outbox.hasRoom(bytes, pending)) {
      acknowledge();
    }
    awaitRoom(bytes);
    extracted.addAll(extracted(batch, ids));
    last = Optional.of(batch);
    if (captures.isLive() || extracted.size() >= TOGETHER) {
      acknowledge();
    }
  }

  /** Puts on disk what was extracted, and says so to whom captures came from. */
  void acknowledge() {
    if (!extracted.isEmpty()) {
      keep();
    }
    last.ifPresent(batch -> captures.settled(batch.mark()));
    last = Optional.empty();
  }

  private void keep() {
    List<Outbox.Extracted> some = List.copyOf(extracted);
    extracted.clear();
    parts.outbox.add(some);
    synchronized (this) {
      waiting += some.size();
      deadline.start();
      notifyAll();
    }
  }

  /**
   * Sends what is left and waits until the sink has the last answer.
   *
   * @throws RuntimeException whatever kept a window from being answered
   */
  RunStatistics finish() {
    acknowledge();
    end();
    return statistics;
  }

  private void end() {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    Futures.join(drained);
  }

  /** Does as {@link #finish} does, for a run that has failed of something else already. */
  void settle(RuntimeException failure) {
    if (failure instanceof UnusableStoreException) {
      // Nothing can be kept any more, so that nothing is to be sent.
      parts.client.close();
      extracted.clear();
    }
    try {
      finish();
    } catch (RuntimeException later) {
      // The first failure is the one to report.
    }
  }

  @Override
  public void close() {
    deadline.close();
    sender.shutdownNow();
  }

  private List<Outbox.Extracted> extracted(BatchLoader.Batch batch, List<CaptureId> ids) {
    Extractor.Features room = parts.extractor.room(ids.size());
    long start = System.nanoTime();
    parts.extractor.extract(batch.inputs(), ids, room, 0);
    var each = Duration.ofNanos((System.nanoTime() - start) / ids.size());
    List<Outbox.Extracted> extracted = new ArrayList<>();
    for (int row = 0; row < ids.size(); row++) {
      BatchLoader.Loaded capture = batch.captures().get(row);
      byte[] feature = new byte[parts.extractor.manifest().network().feature().bytes()];
      room.tensor().rows(row, row + 1).bytes().get(feature);
      extracted.add(
          new Outbox.Extracted(
              captures.key(capture.id()),
              new StoredFeature.Origin(
                  capture.id(), capture.bytes(), capture.reading(), capture.preparing(), each),
              !room.isUnsound(row),
              ByteBuffer.wrap(feature)));
    }
    return extracted;
  }

  private synchronized void awaitRoom(long bytes) {
    while (!drained.isDone() && !parts.outbox.hasRoom(bytes, 0)) {
      roomWanted = true;
      notifyAll();
      pause(OTHERS_MILLIS);
    }
    roomWanted = false;
    if (drained.isDone()) {
      Futures.join(drained);
    }
  }

  /** Nothing is sent any more; after a failure nothing need come either. */
  private synchronized void wake(@Nullable Void done, @Nullable Throwable failure) {
    if (failure != null) {
      captures.stop();
    }
    notifyAll();
  }

  private synchronized void flushDue() {
    isDue = true;
    notifyAll();
  }

  private void pause() {
    pause(0);
  }

  /**
   * @param most milliseconds; 0 for no limit
   */
  @SuppressWarnings("WaitNotInLoop") // Whoever calls does so in a loop.
  private void pause(long most) {
    try {
      wait(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a window was waited for", e);
    }
  }

  private void drain() {
    deliver();
    while (awaitWindow()) {
      long old = parts.outbox.dropOld();
      synchronized (this) {
        waiting -= old;
      }
      List<StoredFeature> window = parts.outbox.next(parts.plan.window());
      if (window.isEmpty()) {
        recount();
      } else {
        release(window);
      }
    }
  }

  /** What was counted was dropped meanwhile. */
  private synchronized void recount() {
    waiting = parts.outbox.unanswered();
  }

  /**
   * Whether there is something to send, as much as can be shuffled unless no more will come or it
   * has waited for long.
   */
  private synchronized boolean awaitWindow() {
    if (waiting > 0) {
      deadline.start();
    }
    while (waiting < parts.plan.window() && !ended && !((roomWanted || isDue) && waiting > 0)) {
      pause();
    }
    deadline.stop();
    isDue = false;
    return waiting > 0;
  }

  private void release(List<StoredFeature> window) {
    StoredGate.Granted granted = parts.gate.grant(source, window);
    List<StoredFeature> sent = granted.features();
    Extractor.Features features =
        parts.extractor.restored(sent.stream().map(StoredFeature::body).toList());
    WindowRequests requests = new WindowRequests();
    try {
      requests.send(
          ShuffleWindow.shuffled(sent.size(), parts.client.rows(parts.plan.rows())),
          parts.plan.inFlight(),
          (places, unwanted) -> {
            parts.gate.gate().requireOpen();
            List<StoredFeature> some = places.stream().map(sent::get).toList();
            List<Long> ids = some.stream().map(StoredFeature::id).toList();
            int[] rows = places.stream().mapToInt(Integer::intValue).toArray();
            return parts
                .client
                .ask(
                    features.gathered(rows),
                    new AnalyzerLink.Effort(ids, Optional.empty(), unwanted))
                .thenApply(reply -> kept(some, reply));
          });
    } finally {
      statistics.addBytesUp(requests.bytesUp());
      deliver();
    }
    requests.requireAnswered();
    if (granted.spent().isPresent()) {
      throw granted.spent().get();
    }
  }

  /** Puts answers in the place of their features as soon as they have come. */
  private Client.Reply kept(List<StoredFeature> asked, Client.Reply reply) {
    Map<Long, String> lines = new HashMap<>();
    for (int row = 0; row < asked.size(); row++) {
      StoredFeature feature = asked.get(row);
      lines.put(feature.id(), line(feature, new WindowRequests.Row(reply, row, asked.size())));
    }
    parts.outbox.answered(lines);
    synchronized (this) {
      waiting -= lines.size();
      notifyAll();
    }
    return reply;
  }

  private String line(StoredFeature feature, WindowRequests.Row row) {
    if (!feature.isSound()) {
      return "";
    }
    StoredFeature.Origin capture = feature.capture();
    var cost =
        new Prediction.Cost(
            new Traffic(capture.bytes(), feature.body().remaining(), row.bytesUp()),
            new StageTimes(
                capture.reading(),
                capture.preparing(),
                capture.extracting(),
                row.reply().roundTrip()));
    costs.put(feature.id(), cost);
    Prediction answer =
        new Prediction(
            capture.id(),
            Optional.empty(),
            row.reply().answers(heads, row.row()),
            parts.gate.gate().certificate(),
            cost);
    ObjectNode json = Json.object().put("id", feature.id());
    json.setAll(answer.toJson());
    return Json.line(json);
  }

  /** Hands answers to the sink, and counts them once it has them. */
  private void deliver() {
    List<Outbox.Waiting> ready = parts.outbox.deliverable();
    if (ready.isEmpty()) {
      return;
    }
    parts.outbox.delivered(ready, parts.sink.write(ready));
    parts.gate.ledger().flush();
    for (Outbox.Waiting answer : ready) {
      if (answer.line().isEmpty()) {
        statistics.skip(
            new Summary.Skipped("capture " + answer.id(), "the extractor made no number of it"));
      } else {
        Optional.ofNullable(costs.remove(answer.id()))
            .ifPresentOrElse(statistics::add, statistics::addEarlier);
      }
    }
    parts.progress.at(statistics.done() + captures.passedOver(), parts.plan.captures(), "");
  }
}
