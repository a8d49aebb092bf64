package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorMetadata;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend whose runs wait until they are let go, and are counted. */
final class HeldBackend implements BackendFactory {
  static final BackendTerms TERMS =
      new BackendTerms(
          "held",
          List.of(new TensorMetadata("feature", Datatype.FP32, List.of(-1L, 2L), List.of())),
          List.of(new TensorMetadata("out", Datatype.FP32, List.of(1L), List.of())),
          8);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();

  /** Waits until the first run has begun. */
  void awaitRun() throws InterruptedException {
    begun.await();
  }

  /** Lets all runs go. */
  void letGo() {
    goOn.countDown();
  }

  /** How many runs were begun. */
  int runs() {
    return runs.get();
  }

  @Override
  public String word() {
    return TERMS.platform();
  }

  @Override
  public Backend open(ModelFiles files, Workload load) {
    WorkerPool<String> pool = WorkerPool.open(files.name(), load, () -> "", worker -> {});
    return new Backend() {
      @Override
      public BackendTerms terms() {
        return TERMS;
      }

      @Override
      public CompletableFuture<List<NamedTensor>> answer(List<NamedTensor> inputs, int rows) {
        return pool.run(worker -> run(load));
      }

      @Override
      public void close() {
        letGo();
        pool.close();
      }
    };
  }

  private List<NamedTensor> run(Workload load) {
    runs.incrementAndGet();
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    load.ran().ran(1);
    return List.of(new NamedTensor("out", Tensor.of(Shape.of(1), 1)));
  }
}
