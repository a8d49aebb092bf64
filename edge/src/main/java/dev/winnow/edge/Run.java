package dev.winnow.edge;

import dev.winnow.core.Manifest;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a node: batches go in on the caller's thread, answers come out in the same order on
 * whichever thread brings them, one after the other.
 *
 * <p>A batch waits for a free room for its features; rooms are used in turn and become free in the
 * order of delivery. After the first failure nothing more is sent or delivered.
 */
final class Run {
  private final Extractor extractor;
  private final Cover cover;
  private final Client client;
  private final Consumer<Answer> sink;
  private final Progress progress;
  private final long captures;
  private final List<Tensor> rooms;
  private final Semaphore free;
  private final Tally tally = new Tally();
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private CompletableFuture<Void> delivered = CompletableFuture.completedFuture(null);
  private int batches;

  /**
   * @param cover of every batch, checked right before it is sent
   * @param rows of a batch, at most
   * @param inFlight batches that wait for their answer at the same time, at most
   * @param captures of the source
   */
  Run(
      Extractor extractor,
      Cover cover,
      Client client,
      int rows,
      int inFlight,
      Consumer<Answer> sink,
      Progress progress,
      long captures) {
    this.extractor = extractor;
    this.cover = cover;
    this.client = client;
    this.sink = sink;
    this.progress = progress;
    this.captures = captures;
    var room = extractor.manifest().feature().shape().batch(rows);
    this.rooms = Stream.generate(() -> Tensor.allocate(room)).limit(inFlight).toList();
    this.free = new Semaphore(inFlight);
  }

  /** A batch that is on its way; the captures themselves are gone. */
  private record Sent(List<Batches.Loaded> captures, int skippedBefore, Duration extract) {}

  /**
   * Extracts a batch's features, waiting for room, and sends them. The batch is not needed
   * afterwards.
   *
   * @param skippedBefore captures that could not be read so far
   */
  void send(Batches.Batch batch, int skippedBefore) {
    free.acquireUninterruptibly();
    if (failed.isDone()) {
      finish();
    }
    int rows = batch.pictures().size();
    Tensor room = rooms.get(batches++ % rooms.size()).rows(0, rows);
    long start = System.nanoTime();
    Extractor.Features features = extractor.extract(batch.inputs(), room);
    Duration extract = Duration.ofNanos((System.nanoTime() - start) / rows);
    cover.requireValid();
    var sent = new Sent(batch.pictures(), skippedBefore, extract);
    delivered =
        delivered
            .thenAcceptBoth(client.ask(features), (nothing, reply) -> deliver(sent, reply))
            .whenComplete((nothing, failure) -> leave(failure));
  }

  /** Waits as {@link #finish} does, for a run that has failed of something else already. */
  void settle() {
    try {
      finish();
    } catch (RuntimeException later) {
      // The first failure is the one to report.
    }
  }

  /**
   * Waits for the last answer.
   *
   * @throws RuntimeException whatever kept the first batch that was not delivered
   */
  Tally finish() {
    Futures.join(CompletableFuture.anyOf(delivered, failed));
    return tally;
  }

  private void leave(@Nullable Throwable failure) {
    if (failure != null) {
      failed.completeExceptionally(failure);
    }
    free.release();
  }

  private void deliver(Sent sent, Client.Reply reply) {
    int rows = sent.captures.size();
    tally.addBytesUp(reply.bytesUp());
    for (int row = 0; row < rows; row++) {
      Batches.Loaded capture = sent.captures.get(row);
      var cost =
          new Answer.Cost(
              capture.fileBytes(),
              extractor.manifest().feature().bytes(),
              Math.round((double) reply.bytesUp() / rows),
              capture.decoding(),
              capture.preparing(),
              sent.extract,
              reply.roundTrip());
      tally.add(cost);
      sink.accept(answer(capture.sample().path(), reply.probabilities(), row, cost));
    }
    progress.at(tally.answers() + sent.skippedBefore, captures, "");
  }

  private Answer answer(String path, List<Tensor> probabilities, int row, Answer.Cost cost) {
    List<Manifest.Answer> asked = extractor.manifest().answers();
    List<Answer.Choice> choices = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      choices.add(Answer.Choice.of(asked.get(i), probabilities.get(i).rows(row, row + 1)));
    }
    return new Answer(path, choices, cover.digest(), cost);
  }
}
