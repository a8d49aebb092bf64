package dev.winnow.edge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.data.DataCard;
import dev.winnow.data.MalformedDataSetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What waits between whoever brings captures and the run that takes them. */
class CaptureQueueTest {
  private final CaptureQueue queue = new CaptureQueue(DataCard.ofImages("hall"), 10);

  private static Arrival capture(String name, int bytes) {
    return Arrival.of(name, new byte[bytes]);
  }

  private CompletableFuture<Void> offered(String name, int bytes) {
    return queue.offer(capture(name, bytes)).orElseThrow();
  }

  @Test
  void next_severalCaptures_handsThemOutInOrderWithNumbers() {
    assertTrue(queue.offer(capture("a", 1)).isPresent());
    assertTrue(queue.offer(capture("b", 1)).isPresent());
    queue.stop();

    assertEquals("a", queue.next().orElseThrow().id().source());
    assertEquals(1, queue.next().orElseThrow().id().sequence());
    assertTrue(queue.next().isEmpty());
    assertFalse(queue.awaitNext());
  }

  @Test
  void offer_fullOfCapturesThatAreNotDealtWith_refusesUntilTheyAre() {
    assertTrue(queue.offer(capture("a", 6)).isPresent());
    assertTrue(queue.offer(capture("b", 6)).isEmpty());
    queue.poll();
    assertTrue(queue.offer(capture("b", 6)).isEmpty());
    queue.settled(queue.mark());

    assertTrue(queue.offer(capture("b", 6)).isPresent());
  }

  @Test
  void offer_captureLargerThanAllRoom_isTakenByItself() {
    assertTrue(queue.offer(capture("a", 11)).isPresent());
    assertTrue(queue.offer(capture("b", 0)).isEmpty());
  }

  @Test
  void put_full_waitsForRoom() throws Exception {
    assertTrue(queue.offer(capture("a", 6)).isPresent());
    var put = new FutureTask<>(() -> queue.put(capture("b", 6)));
    new Thread(put).start();
    queue.poll();
    queue.settled(queue.mark());

    assertTrue(put.get().isPresent());
  }

  @Test
  void settled_mark_tellsThoseBeforeItAndNoOthers() {
    var first = offered("a", 1);
    var second = offered("b", 1);
    queue.poll();
    long mark = queue.mark();
    queue.poll();
    queue.settled(mark);

    assertTrue(first.isDone() && !first.isCancelled());
    assertFalse(second.isDone());
  }

  @Test
  void close_capturesThatNobodyDealtWith_areCancelled() {
    var taken = offered("a", 1);
    var waiting = offered("b", 1);
    queue.poll();
    queue.close();

    assertTrue(taken.isCancelled() && waiting.isCancelled());
    assertTrue(queue.offer(capture("c", 1)).isEmpty());
  }

  @Test
  void fail_captureBeforeIt_isHandedOutFirst() {
    assertTrue(queue.offer(capture("a", 1)).isPresent());
    queue.fail(new MalformedDataSetException("gone"));

    assertTrue(queue.next().isPresent());
    assertThrows(MalformedDataSetException.class, queue::next);
  }
}
