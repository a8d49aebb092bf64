package dev.winnow.learn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import dev.winnow.learn.torch.Torch;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MemoryTest {
  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  @Test
  void steps_many_leaveNoArrayBehind() {
    NDManager all = Torch.newManager().getParentManager();
    int before = all.getManagedArrays().size();
    try (Learner learner = learner()) {
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
    try (Learner learner = learner()) {
      for (int i = 0; i < 50; i++) {
        learner.step();
      }
      long grown = Long.MAX_VALUE;
      for (int tries = 0; tries < 3 && grown >= 75 << 20; tries++) {
        long before = Resident.outsideHeap();
        for (int i = 0; i < 300; i++) {
          learner.step();
        }
        grown = Resident.outsideHeap() - before;
      }
      assertTrue(grown < 75 << 20, "grown by " + (grown >> 20) + " MB");
    }
  }

  private static Learner learner() {
    return Learner.ofVgg(4, 16, 1e-3);
  }
}
