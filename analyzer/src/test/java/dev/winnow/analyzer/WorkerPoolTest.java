package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first request is held up until the others wait, so that who waits is certain. */
@Timeout(60)
class WorkerPoolTest {
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger opened = new AtomicInteger();
  private final List<Integer> closed = new ArrayList<>();
  private final WorkerPool<Integer> pool =
      WorkerPool.open("tags", new Workload(1, 2, rows -> {}), opened::incrementAndGet, closed::add);

  @AfterEach
  void close() {
    goOn.countDown();
    pool.close();
    assertEquals(List.of(1), closed);
  }

  private CompletableFuture<Integer> held() throws InterruptedException {
    CompletableFuture<Integer> first =
        pool.run(
            worker -> {
              running.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return worker;
            });
    running.await();
    return first;
  }

  @Test
  void run_moreThanMayWait_isTurnedAway() throws InterruptedException {
    var first = held();
    var waiting = List.of(pool.run(worker -> worker + 1), pool.run(worker -> worker + 2));

    var refusal = assertThrows(OverloadedException.class, () -> pool.run(worker -> worker));
    assertEquals(
        "the model \"tags\" has too many requests waiting; try again later", refusal.getMessage());
    goOn.countDown();
    assertEquals(1, first.join());
    assertEquals(List.of(2, 3), waiting.stream().map(CompletableFuture::join).toList());
  }

  @Test
  void run_thatFails_failsAloneAndTheNextSucceeds() {
    CompletableFuture<Integer> bad =
        pool.run(
            worker -> {
              throw new OutOfMemoryError("of this request");
            });

    var failure = assertThrows(CompletionException.class, bad::join);
    assertInstanceOf(OutOfMemoryError.class, failure.getCause());
    assertEquals(1, pool.run(worker -> worker).join());
  }

  @Test
  void close_whileRequestsWait_failsThem() throws InterruptedException {
    var first = held();
    var second = pool.run(worker -> worker);
    var closing = CompletableFuture.runAsync(pool::close);

    var failure = assertThrows(CompletionException.class, second::join);
    assertInstanceOf(OverloadedException.class, failure.getCause());
    assertEquals(
        "the server is stopping; try again later",
        assertThrows(OverloadedException.class, () -> pool.run(worker -> worker)).getMessage());
    goOn.countDown();
    closing.join();
    assertEquals(1, first.join());
  }

  @Test
  void open_workerThatCannotBeMade_closesThoseBeforeIt() {
    List<Integer> freed = new ArrayList<>();
    AtomicInteger count = new AtomicInteger();

    assertThrows(
        IllegalStateException.class,
        () ->
            WorkerPool.open(
                "tags",
                new Workload(3, 1, rows -> {}),
                () -> {
                  if (count.incrementAndGet() == 3) {
                    throw new IllegalStateException("no more");
                  }
                  return count.get();
                },
                freed::add));
    assertEquals(List.of(1, 2), freed);
  }
}
