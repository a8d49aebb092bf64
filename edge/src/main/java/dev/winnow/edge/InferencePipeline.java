package dev.winnow.edge;

import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.BatchLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a node: batches go in on the caller's thread, answers come out in the same order on a
 * thread of the run's own, one after the other.
 *
 * <p>While one window is filled with features, another is sent, shuffled, in several requests at a
 * time. After the first failure nothing more is sent; answers that had come by then are delivered.
 */
final class InferencePipeline implements AutoCloseable {
  /**
   * How a run goes.
   *
   * @param rows of a request, at most
   * @param window captures that are shuffled together, at least as many
   * @param inFlight requests that wait for their answer at the same time, at most
   * @param captures of the source, or 0 while that is unknown
   */
  record Plan(int rows, int window, int inFlight, long captures) {}

  private final Extractor extractor;
  private final List<OutputHead> heads;
  private final ReleaseGate gate;
  private final Client client;
  private final Plan plan;
  private final Consumer<Prediction> sink;
  private final Progress progress;
  private final ExecutorService sender = Executors.newSingleThreadExecutor();
  private final RunStatistics statistics = new RunStatistics();
  private ShuffleWindow filling;
  private ShuffleWindow sending;
  private CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);

  /**
   * @param gate that every window passes right before it is sent
   */
  InferencePipeline(
      Extractor extractor,
      ReleaseGate gate,
      Client client,
      Plan plan,
      Consumer<Prediction> sink,
      Progress progress) {
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

  /** A request under way. */
  private record Asked(List<Integer> places, CompletableFuture<Client.Reply> reply) {}

  /** The row of a reply that is about one capture. */
  private record Row(Client.Reply reply, int row, int rows) {}

  /**
   * Extracts a batch's features, waiting for room. The batch is not needed afterwards.
   *
   * @param skippedBefore captures that could not be read so far
   * @throws RuntimeException whatever kept an earlier window from being answered
   */
  void send(BatchLoader.Batch batch, long skippedBefore) {
    if (filling.lacksRoomFor(batch.captures().size())) {
      flush();
    }
    filling.add(batch, skippedBefore);
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
    sender.shutdownNow();
  }

  /** Hands over what was filled, once the window before it has been answered. */
  private void flush() {
    Futures.join(sent);
    ShuffleWindow full = filling;
    filling = sending;
    sending = full;
    sent = CompletableFuture.runAsync(() -> release(full), sender);
  }

  private void release(ShuffleWindow window) {
    int captures = window.waiting().size();
    int granted = gate.grant(captures);
    window.keepFirst(granted);
    List<Asked> asked = new ArrayList<>();
    try {
      ask(window, asked);
    } finally {
      deliver(window, asked);
    }
    // What kept a request from being answered.
    asked.forEach(request -> Futures.join(request.reply));
    window.clear();
    if (granted < captures) {
      throw new SpentBudgetException(gate.budget().orElseThrow().limit(), gate.bits());
    }
  }

  /**
   * Sends requests until all are under way, or one has failed.
   *
   * @param asked takes what was sent, even if nothing more may be
   */
  private void ask(ShuffleWindow window, List<Asked> asked) {
    Semaphore room = new Semaphore(plan.inFlight);
    AtomicBoolean failed = new AtomicBoolean();
    for (List<Integer> places : window.shuffled(plan.rows)) {
      room.acquireUninterruptibly();
      if (failed.get()) {
        break;
      }
      gate.requireOpen();
      CompletableFuture<Client.Reply> reply =
          client
              .ask(
                  window.features(places),
                  new AnalyzerLink.Effort(List.of(), Optional.empty(), failed::get))
              .whenComplete(
                  (answer, failure) -> {
                    // Said before there is room for another.
                    failed.compareAndSet(false, failure != null);
                    room.release();
                  });
      asked.add(new Asked(places, reply));
    }
  }

  /** Waits for an answer, or until it is known that none will come. */
  private static Client.@Nullable Reply settled(CompletableFuture<Client.Reply> reply) {
    try {
      return reply.join();
    } catch (CompletionException failed) {
      return null;
    }
  }

  /** Delivers the answers that have come, in the order of the source. */
  private void deliver(ShuffleWindow window, List<Asked> asked) {
    List<ShuffleWindow.Waiting> waiting = window.waiting();
    List<Optional<Row>> answers = new ArrayList<>();
    waiting.forEach(capture -> answers.add(Optional.empty()));
    for (Asked request : asked) {
      Client.Reply reply = settled(request.reply);
      if (reply != null) {
        statistics.addBytesUp(reply.bytesUp());
        for (int row = 0; row < request.places.size(); row++) {
          Row answer = new Row(reply, row, request.places.size());
          answers.set(request.places.get(row), Optional.of(answer));
        }
      }
    }
    for (int place = 0; place < waiting.size(); place++) {
      ShuffleWindow.Waiting capture = waiting.get(place);
      answers.get(place).ifPresent(row -> deliver(capture, row));
    }
  }

  private void deliver(ShuffleWindow.Waiting waiting, Row row) {
    BatchLoader.Loaded capture = waiting.capture();
    if (waiting.isUnsound()) {
      statistics.skip(
          new Summary.Skipped(capture.id().toString(), "the extractor made no number of it"));
    } else {
      var cost =
          new Prediction.Cost(
              new Traffic(
                  capture.bytes(),
                  extractor.manifest().network().feature().bytes(),
                  Math.round((double) row.reply.bytesUp() / row.rows)),
              new StageTimes(
                  capture.reading(),
                  capture.preparing(),
                  waiting.extract(),
                  row.reply.roundTrip()));
      sink.accept(answer(capture, row, cost));
      statistics.add(cost);
    }
    progress.at(statistics.done() + waiting.skippedBefore(), plan.captures, "");
  }

  private Prediction answer(BatchLoader.Loaded capture, Row row, Prediction.Cost cost) {
    List<Prediction.Answer> answers = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      Tensor output = row.reply.outputs().get(i);
      answers.add(Prediction.Answer.of(heads.get(i), output.rows(row.row, row.row + 1)));
    }
    return new Prediction(capture.id(), capture.sample(), answers, gate.certificate(), cost);
  }
}
