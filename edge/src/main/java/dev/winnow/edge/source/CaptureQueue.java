package dev.winnow.edge.source;

import dev.winnow.data.Capture;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataCard;
import dev.winnow.data.MalformedDataSetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Captures that wait in memory, in the order in which they came: any threads bring them, one takes
 * them. A capture takes up room until it has been dealt with, so that whoever brings too many is
 * told so, or waits.
 */
public final class CaptureQueue implements CaptureStream {
  /** Captures that are not dealt with, at most: more than are extracted together. */
  static final int MOST_CAPTURES = 256;

  /** Bytes of theirs; a single capture may have more. */
  static final long MOST_BYTES = 64 << 20;

  private final DataCard card;
  private final long mostBytes;

  /** Guarded by this object, as is all that follows. */
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private final Deque<Taken> taken = new ArrayDeque<>();
  private long bytes;
  private long numbered;
  private long mark;
  private boolean isStopped;
  private @Nullable MalformedDataSetException failure;

  private record Waiting(Capture capture, Taken rest) {}

  /** What is left of a capture that was handed out. */
  private record Taken(long number, int bytes, CompletableFuture<Void> settled) {}

  /**
   * @param card of the captures
   * @param mostBytes that captures hold which are not dealt with
   */
  public CaptureQueue(DataCard card, long mostBytes) {
    this.card = card;
    this.mostBytes = mostBytes;
  }

  /** A queue with the usual room. */
  public static CaptureQueue of(DataCard card) {
    return new CaptureQueue(card, MOST_BYTES);
  }

  /**
   * Brings a capture if there is room for it.
   *
   * @return done once it is dealt with, on some thread, which is not to be kept, and cancelled if
   *     it never will be; empty if there is no room, or no more are taken
   */
  public synchronized Optional<CompletableFuture<Void>> offer(Arrival arrival) {
    if (isStopped || lacksRoomFor(arrival.bytes())) {
      return Optional.empty();
    }
    long number = numbered++;
    var settled = new CompletableFuture<Void>();
    var id = new CaptureId(arrival.name(), number, Optional.empty());
    waiting.add(
        new Waiting(
            new Capture(id, arrival.sample(), arrival.content()),
            new Taken(number, arrival.bytes(), settled)));
    bytes += arrival.bytes();
    notifyAll();
    return Optional.of(settled);
  }

  /**
   * Brings a capture as soon as there is room for it.
   *
   * @return as {@link #offer} does; empty if no more are taken
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public synchronized Optional<CompletableFuture<Void>> put(Arrival arrival)
      throws InterruptedException {
    while (!isStopped && lacksRoomFor(arrival.bytes())) {
      wait();
    }
    return offer(arrival);
  }

  /** Whether no more captures are taken. */
  public synchronized boolean isStopped() {
    return isStopped;
  }

  /** Ends the stream with a failure, behind what has come. */
  public synchronized void fail(MalformedDataSetException reason) {
    if (!isStopped) {
      failure = reason;
      stop();
    }
  }

  private boolean lacksRoomFor(int more) {
    int unsettled = waiting.size() + taken.size();
    return unsettled >= MOST_CAPTURES || (unsettled > 0 && bytes + more > mostBytes);
  }

  @Override
  public DataCard card() {
    return card;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public boolean isUnbounded() {
    return true;
  }

  @Override
  public synchronized boolean awaitNext() {
    boolean isInterrupted = false;
    while (waiting.isEmpty() && !isStopped && !isInterrupted) {
      try {
        wait();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
      stop();
    }
    if (waiting.isEmpty() && failure != null) {
      throw failure;
    }
    return !waiting.isEmpty();
  }

  @Override
  public synchronized Optional<Capture> poll() {
    Waiting next = waiting.poll();
    if (next == null) {
      return Optional.empty();
    }
    taken.add(next.rest);
    mark = next.rest.number + 1;
    return Optional.of(next.capture);
  }

  @Override
  public Optional<Capture> next() {
    return awaitNext() ? poll() : Optional.empty();
  }

  @Override
  public synchronized long mark() {
    return mark;
  }

  @Override
  public void settled(long upTo) {
    Deque<Taken> done = new ArrayDeque<>();
    synchronized (this) {
      while (!taken.isEmpty() && taken.element().number < upTo) {
        Taken first = taken.remove();
        bytes -= first.bytes;
        done.add(first);
      }
      notifyAll();
    }
    done.forEach(each -> each.settled.complete(null));
  }

  @Override
  public synchronized void stop() {
    isStopped = true;
    notifyAll();
  }

  @Override
  public void close() {
    Deque<Taken> abandoned = new ArrayDeque<>();
    synchronized (this) {
      stop();
      waiting.forEach(each -> taken.add(each.rest));
      waiting.clear();
      abandoned.addAll(taken);
      taken.clear();
    }
    abandoned.forEach(each -> each.settled.cancel(false));
  }
}
