package dev.winnow.edge;

import dev.winnow.edge.delivery.AbandonedRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one window, several under way at a time. After the first failure none begins any
 * more, and those that wait to be repeated are given up.
 */
final class WindowRequests {
  private final List<Asked> asked = new ArrayList<>();

  /** A request under way. */
  private record Asked(List<Integer> places, CompletableFuture<Client.Reply> reply) {}

  /** The row of a reply that is about one capture. */
  record Row(Client.Reply reply, int row, int rows) {
    /** Its share of the request's bytes, rounded. */
    long bytesUp() {
      return Math.round((double) reply.bytesUp() / rows);
    }
  }

  /** Asks about the captures at some places of the window. */
  @FunctionalInterface
  interface Question {
    /**
     * Asks.
     *
     * @param unwanted whether to give up
     */
    CompletableFuture<Client.Reply> ask(List<Integer> places, BooleanSupplier unwanted);
  }

  /**
   * Sends requests until all are under way, or one has failed.
   *
   * @param requests places of the captures in each
   * @param inFlight requests that wait for their answer at the same time, at most
   */
  void send(List<List<Integer>> requests, int inFlight, Question question) {
    Semaphore room = new Semaphore(inFlight);
    AtomicBoolean failed = new AtomicBoolean();
    for (List<Integer> places : requests) {
      room.acquireUninterruptibly();
      if (failed.get()) {
        break;
      }
      CompletableFuture<Client.Reply> reply =
          question
              .ask(places, failed::get)
              .whenComplete(
                  (answer, failure) -> {
                    // Said before there is room for another.
                    failed.compareAndSet(false, failure != null);
                    room.release();
                  });
      asked.add(new Asked(places, reply));
    }
  }

  /**
   * Waits for answers, or until it is known that none will come.
   *
   * @param places in the window
   * @return an answer for each place that has one
   */
  List<Optional<Row>> answers(int places) {
    List<Optional<Row>> answers = new ArrayList<>();
    for (int place = 0; place < places; place++) {
      answers.add(Optional.empty());
    }
    for (Asked request : asked) {
      Client.Reply reply = settled(request.reply);
      if (reply != null) {
        for (int row = 0; row < request.places.size(); row++) {
          Row answer = new Row(reply, row, request.places.size());
          answers.set(request.places.get(row), Optional.of(answer));
        }
      }
    }
    return answers;
  }

  /** What all answers cost, bytes up. */
  long bytesUp() {
    long bytes = 0;
    for (Asked request : asked) {
      Client.Reply reply = settled(request.reply);
      bytes += reply == null ? 0 : reply.bytesUp();
    }
    return bytes;
  }

  /**
   * Looks whether all were answered.
   *
   * @throws RuntimeException what kept the first request that was not
   */
  void requireAnswered() {
    Optional<RuntimeException> first = Optional.empty();
    for (Asked request : asked) {
      Optional<RuntimeException> failure = failure(request.reply);
      if (failure.isPresent() && (first.isEmpty() || isFinal(failure.get()))) {
        first = failure;
      }
      if (first.isPresent() && isFinal(first.get())) {
        break;
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  /** A request that was given up because another had failed is not what went wrong. */
  private static boolean isFinal(RuntimeException failure) {
    return !(failure instanceof AbandonedRequestException);
  }

  private static Optional<RuntimeException> failure(CompletableFuture<Client.Reply> reply) {
    try {
      Futures.join(reply);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private static Client.@Nullable Reply settled(CompletableFuture<Client.Reply> reply) {
    try {
      return reply.join();
    } catch (CompletionException failed) {
      return null;
    }
  }
}
