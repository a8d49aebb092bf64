package dev.winnow.learn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerStateTest {
  /** The gradient of x² at 3 and −1 is 6 and −2. */
  private static float[] after(Optimizer optimiser, int steps, double rate) {
    try (NDManager manager = Torch.newManager()) {
      NDArray weight = Torch.array(manager, new float[] {3, -1}, 2);
      weight.setRequiresGradient(true);
      try (OptimizerState state = optimiser.over(List.of(weight), 0)) {
        for (int i = 0; i < steps; i++) {
          try (NativeScope scope = NativeScope.recorded()) {
            scope.differentiate(weight.square().sum());
            state.step(rate);
          }
        }
      }
      return weight.toFloatArray();
    }
  }

  @Test
  void step_adam_startsWithTheLearningRateWhateverTheGradient() {
    assertArrayEquals(new float[] {2.9f, -.9f}, after(Optimizer.ADAM, 1, .1), 1e-6f);
  }

  @Test
  void step_adamTwice_averagesGradients() {
    // Gradients 6 then 5.8: m̂ = (.9·.6 + .1·5.8) / .19, v̂ = (.999·.036 + .001·33.64) / .001999.
    double mean = (.9 * .6 + .1 * 5.8) / .19;
    double square = (.999 * .036 + .001 * 33.64) / .001999;
    float second = (float) (2.9 - .1 * mean / Math.sqrt(square));

    assertArrayEquals(new float[] {second}, new float[] {after(Optimizer.ADAM, 2, .1)[0]}, 1e-5f);
  }

  @Test
  void step_sgdTwice_keepsMomentum() {
    // v = .6, x = 2.4; then v = .9·.6 + .48 = 1.02, x = 1.38.
    assertArrayEquals(new float[] {1.38f, -.46f}, after(Optimizer.SGD, 2, .1), 1e-6f);
  }
}
