package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Session;
import dev.winnow.wire.NamedTensor;
import java.nio.BufferOverflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first run is held up until the others wait, so that who runs with whom is certain. */
@Timeout(60)
class BatcherTest {
  private static final float TOLERANCE = 1e-6f;

  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<Integer> runs = new ArrayList<>();
  private final Batcher batcher =
      new Batcher(
          "pets",
          Session.open(Samples.network(), 1),
          new Workload(1, 10, this::ran),
          new ModelFiles.Rows(4, true));

  private void ran(int rows) {
    runs.add(rows);
    running.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() {
    goOn.countDown();
    batcher.close();
  }

  @Test
  void run_whileTheModelIsBusy_gathersWhatWaitsUpToTheMost() throws InterruptedException {
    var first = run(0);
    running.await();
    var others = List.of(run(1), run(2, 3), run(4), run(5, 6, 7, 8, 9, 10));
    goOn.countDown();

    assertAnswers(first, 0);
    assertAnswers(others.get(0), 1);
    assertAnswers(others.get(1), 2, 3);
    assertAnswers(others.get(2), 4);
    assertAnswers(others.get(3), 5, 6, 7, 8, 9, 10);
    // 1 + 2 + 1 rows fill a run; six rows are more than it would hold and run alone.
    assertEquals(List.of(1, 4, 6), runs);
  }

  @Test
  void run_besideNotANumber_isNotTouchedByIt() throws InterruptedException {
    var first = run(0);
    running.await();
    var broken = run(Float.NaN);
    var sound = run(3);
    goOn.countDown();

    assertAnswers(first, 0);
    assertTrue(Float.isNaN(broken.join().get(0).tensor().toArray()[0]));
    assertAnswers(sound, 3);
    assertEquals(List.of(1, 2), runs);
  }

  @Test
  void run_moreRowsThanMayWait_isTurnedAway() throws InterruptedException {
    List<CompletableFuture<?>> taken = new ArrayList<>(List.of(run(0)));
    running.await();
    taken.add(run(1, 2, 3, 4, 5, 6));
    taken.add(run(7, 8, 9));

    var refusal = assertThrows(OverloadedException.class, () -> run(10, 11));
    taken.add(run(10));
    assertEquals(
        "the model \"pets\" has too many requests waiting; try again later", refusal.getMessage());
    goOn.countDown();
    CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new)).join();
  }

  @Test
  void run_thatFails_failsAloneAndTheNextSucceeds() throws InterruptedException {
    goOn.countDown();
    var bad = batcher.run(List.of(Tensor.allocate(Shape.of(1, 3))), 1);

    var failure = assertThrows(CompletionException.class, bad::join);
    assertInstanceOf(BufferOverflowException.class, failure.getCause());
    assertAnswers(run(2), 2);
  }

  @Test
  void run_cancelledWhileItWaits_isNotComputedAndMakesRoom() throws InterruptedException {
    var first = run(0);
    running.await();
    var abandoned = run(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThrows(OverloadedException.class, () -> run(11));

    assertTrue(abandoned.cancel(false));
    var next = run(11);
    goOn.countDown();

    assertAnswers(first, 0);
    assertAnswers(next, 11);
    assertEquals(List.of(1, 1), runs);
  }

  @Test
  void run_cancelledWhileItRuns_isAnsweredAllTheSame() throws InterruptedException {
    var first = run(0);
    running.await();

    assertFalse(first.cancel(false));
    goOn.countDown();

    assertAnswers(first, 0);
  }

  @Test
  void close_whileRequestsWait_failsThem() throws InterruptedException {
    var first = run(0);
    running.await();
    var second = run(1);
    var closing = CompletableFuture.runAsync(batcher::close);

    var failure = assertThrows(CompletionException.class, second::join);
    assertInstanceOf(OverloadedException.class, failure.getCause());
    assertThrows(OverloadedException.class, () -> run(2));
    goOn.countDown();
    closing.join();
    assertAnswers(first, 0);
  }

  /** Asks for a row (0, value) each. */
  private CompletableFuture<List<NamedTensor>> run(float... values) {
    Tensor rows = Tensor.allocate(Shape.of(values.length, 2));
    for (int i = 0; i < values.length; i++) {
      rows.buffer().put(2 * i + 1, values[i]);
    }
    return batcher.run(List.of(rows), values.length);
  }

  /** Softmax of (0, v) is 1 / (1 + e^v) and its complement. */
  private static void assertAnswers(CompletableFuture<List<NamedTensor>> answer, float... values) {
    NamedTensor output = answer.join().get(0);
    float[] expected = new float[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      expected[2 * i] = (float) (1 / (1 + Math.exp(values[i])));
      expected[2 * i + 1] = (float) (1 / (1 + Math.exp(-values[i])));
    }
    assertEquals("probability", output.name());
    assertArrayEquals(expected, output.tensor().toArray(), TOLERANCE);
  }
}
