package dev.winnow.learn.engine;

import dev.winnow.learn.torch.Torch;
import java.io.IOException;

/**
 * Resident memory over 10,000 steps of a small network, which should be flat. Started like {@link
 * FineTuningBenchmark}, without arguments, on Linux.
 */
public final class MemoryRun {
  private static final int STEPS = 10_000;
  private static final int SHOWN = 1_000;

  private MemoryRun() {}

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    Torch.useThreads(1);
    try (Learner learner = Learner.ofVgg(4, 16, 1e-3)) {
      for (int step = 1; step <= STEPS; step++) {
        learner.step();
        if (step == SHOWN / 10 || step % SHOWN == 0) {
          System.out.printf("after %,6d steps %d MB%n", step, Resident.all() >> 20);
        }
      }
    }
  }
}
