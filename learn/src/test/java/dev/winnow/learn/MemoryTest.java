package dev.winnow.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MemoryTest {
  private static final Shape PICTURE = Shape.of(3, 16, 16);
  private static final int PAGE = 4096;

  @Test
  void steps_many_leaveNoArrayBehind() {
    NDManager all = Torch.newManager().getParentManager();
    int before = all.getManagedArrays().size();
    try (Learner learner = new Learner()) {
      learner.step();
      int open = all.getManagedArrays().size();
      for (int i = 0; i < 20; i++) {
        learner.step();
      }
      assertEquals(open, all.getManagedArrays().size());
    }
    assertEquals(before, all.getManagedArrays().size());
  }

  /**
   * A step makes about 1 MB of arrays; were they kept, or only PyTorch's record of them, 300 steps
   * would take 300 MB, each time. A quarter of that is left to the Java machine, and two more
   * tries: pages of its heap that other tests reserved become resident while it warms up.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void steps_many_takeNoMoreMemory() throws IOException {
    try (Learner learner = new Learner()) {
      for (int i = 0; i < 50; i++) {
        learner.step();
      }
      long grown = Long.MAX_VALUE;
      for (int tries = 0; tries < 3 && grown >= 75 << 20; tries++) {
        long before = resident();
        for (int i = 0; i < 300; i++) {
          learner.step();
        }
        grown = resident() - before;
      }
      assertTrue(grown < 75 << 20, "grown by " + (grown >> 20) + " MB");
    }
  }

  /** Memory of this process outside the Java heap, in bytes. */
  private static long resident() throws IOException {
    try (Scanner pages = new Scanner(Path.of("/proc/self/statm"), StandardCharsets.US_ASCII)) {
      pages.nextLong();
      return pages.nextLong() * PAGE - Runtime.getRuntime().totalMemory();
    }
  }

  private static final class Learner implements AutoCloseable {
    private final Tensor pictures = OperatorCases.random(new Random(3), PICTURE.batch(4));
    private final TrainableNetwork network;
    private final Descent descent;

    Learner() {
      Torch.useThreads(1);
      Network vgg = Architecture.VGG.untrained(PICTURE, 2, ModelCard.empty(), new Random(1));
      network = TrainableNetwork.open(vgg);
      descent = Optimiser.ADAM.over(network.weights(), 0);
    }

    void step() {
      try (Scope scope = Scope.recorded()) {
        NDArray logits = network.run(scope.view(pictures), Mode.TRAINING, network.logits().get(0));
        scope.differentiate(
            Loss.crossEntropy(logits, scope.manager().create(new long[pictures.shape().dim(0)])));
        descent.step(1e-3);
      }
    }

    @Override
    public void close() {
      descent.close();
      network.close();
    }
  }
}
