package dev.winnow.edge;

import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.data.BatchLoader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * One run of a node: batches go in on the caller's thread, answers come out in the same order on a
 * thread of the run's own, one after the other.
 *
 * <p>While one window is filled with features, another is sent, shuffled, in several requests at a
 * time. Of a source whose captures come as something happens, a window is sent some time after its
 * first capture though it is not full. After the first failure nothing more is sent; answers that
 * had come by then are delivered.
 */
final class InferencePipeline implements AutoCloseable {
  /**
   * How a run goes.
   *
   * @param rows of a request, at most
   * @param window captures that are shuffled together, at least as many
   * @param inFlight requests that wait for their answer at the same time, at most
   * @param captures of the source, or 0 while that is unknown
   * @param within how long the first capture of a window waits for others; empty if until the
   *     window is full or the source ends
   */
  record Plan(int rows, int window, int inFlight, long captures, Optional<Duration> within) {}

  private final Extractor extractor;
  private final List<OutputHead> heads;
  private final ReleaseGate gate;
  private final Client client;
  private final Plan plan;
  private final Consumer<Prediction> sink;
  private final Progress progress;
  private final ExecutorService sender = Executors.newSingleThreadExecutor();
  private final RunStatistics statistics = new RunStatistics();
  private final Runnable failed;
  private final WindowDeadline deadline;

  /** Guarded by this object, as are the three below: windows that were handed over. */
  private long filled;

  private ShuffleWindow filling;
  private ShuffleWindow sending;
  private CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);

  /**
   * @param gate that every window passes right before it is sent
   * @param failed told when a window could not be answered, on some thread; whoever waits for
   *     captures need wait no longer
   */
  InferencePipeline(
      Extractor extractor,
      ReleaseGate gate,
      Client client,
      Plan plan,
      Consumer<Prediction> sink,
      Progress progress,
      Runnable failed) {
    this.failed = failed;
    this.deadline = new WindowDeadline(plan.within, WindowDeadline.Timer.ofClock(), this::flushDue);
    this.extractor = extractor;
    this.heads = extractor.manifest().numericHeads();
    this.gate = gate;
    this.client = client;
    this.plan = plan;
    this.sink = sink;
    this.progress = progress;
    this.filling = new ShuffleWindow(extractor, plan.window);
    this.sending = new ShuffleWindow(extractor, plan.window);
  }

  /**
   * Extracts a batch's features, waiting for room. The batch is not needed afterwards.
   *
   * @param skippedBefore captures that could not be read so far
   * @throws RuntimeException whatever kept an earlier window from being answered
   */
  synchronized void send(BatchLoader.Batch batch, long skippedBefore) {
    if (filling.lacksRoomFor(batch.captures().size())) {
      flush();
    }
    filling.add(batch, skippedBefore);
    deadline.start();
    progress.skipped(skippedBefore);
  }

  /**
   * Sends what is left and waits for the last answer.
   *
   * @throws RuntimeException whatever kept the first window that was not answered
   */
  RunStatistics finish() {
    flush();
    Futures.join(sent);
    return statistics;
  }

  /** Does as {@link #finish} does, for a run that has failed of something else already. */
  void settle() {
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

  private synchronized void flushDue() {
    flushDue(filled);
  }

  /** Hands over a window though it is not full; while it waits for its turn it goes on filling. */
  @SuppressWarnings("FutureReturnValueIgnored") // What fails here is found by the next window.
  private synchronized void flushDue(long window) {
    if (window != filled || filling.isEmpty() || sent.isCompletedExceptionally()) {
      return;
    }
    if (sent.isDone()) {
      flush();
    } else {
      sent.thenRun(() -> flushDue(window));
    }
  }

  /** Hands over what was filled, once the window before it has been answered. */
  private synchronized void flush() {
    deadline.stop();
    Futures.join(sent);
    filled++;
    ShuffleWindow full = filling;
    filling = sending;
    sending = full;
    sent =
        CompletableFuture.runAsync(() -> release(full), sender)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    failed.run();
                  }
                });
  }

  private void release(ShuffleWindow window) {
    int captures = window.waiting().size();
    int granted = gate.grant(captures);
    window.keepFirst(granted);
    WindowRequests requests = new WindowRequests();
    try {
      requests.send(
          window.shuffled(plan.rows),
          plan.inFlight,
          (places, unwanted) -> {
            gate.requireOpen();
            return client.ask(
                window.features(places),
                new AnalyzerLink.Effort(List.of(), Optional.empty(), unwanted));
          });
    } finally {
      deliver(window, requests);
    }
    requests.requireAnswered();
    window.clear();
    if (granted < captures) {
      throw new SpentBudgetException(gate.budget().orElseThrow().limit(), gate.bits());
    }
  }

  /** Delivers the answers that have come, in the order of the source. */
  private void deliver(ShuffleWindow window, WindowRequests requests) {
    List<ShuffleWindow.Waiting> waiting = window.waiting();
    List<Optional<WindowRequests.Row>> answers = requests.answers(waiting.size());
    statistics.addBytesUp(requests.bytesUp());
    for (int place = 0; place < waiting.size(); place++) {
      ShuffleWindow.Waiting capture = waiting.get(place);
      answers.get(place).ifPresent(row -> deliver(capture, row));
    }
  }

  private void deliver(ShuffleWindow.Waiting waiting, WindowRequests.Row row) {
    BatchLoader.Loaded capture = waiting.capture();
    if (waiting.isUnsound()) {
      statistics.skip(
          new Summary.Skipped(capture.id().toString(), "the extractor made no number of it"));
    } else {
      var cost =
          new Prediction.Cost(
              new Traffic(
                  capture.bytes(), extractor.manifest().network().feature().bytes(), row.bytesUp()),
              new StageTimes(
                  capture.reading(),
                  capture.preparing(),
                  waiting.extract(),
                  row.reply().roundTrip()));
      sink.accept(answer(capture, row, cost));
      statistics.add(cost);
    }
    progress.at(statistics.done() + waiting.skippedBefore(), plan.captures, "");
  }

  private Prediction answer(
      BatchLoader.Loaded capture, WindowRequests.Row row, Prediction.Cost cost) {
    return new Prediction(
        capture.id(),
        capture.sample(),
        row.reply().answers(heads, row.row()),
        gate.certificate(),
        cost);
  }
}
