package dev.winnow.learn.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gradients are right whatever the garbage collector does while they are waited for. */
class ScalarsTest {
  private static final int TRIES = 10;

  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  @Test
  void times_collectedBeforeTheGradient_isTheFactor() {
    assertSlope(3, x -> Scalars.times(x, 3));
  }

  @Test
  void over_collectedBeforeTheGradient_isOneOverTheDivisor() {
    assertSlope(0.25, x -> Scalars.over(x, 4));
  }

  @Test
  void plus_collectedBeforeTheGradient_isOne() {
    assertSlope(1, x -> Scalars.plus(x, 3));
  }

  @Test
  void complement_collectedBeforeTheGradient_isMinusOne() {
    assertSlope(-1, Scalars::complement);
  }

  @Test
  void clip_collectedBeforeTheGradient_isOneWithinAndNoneWithout() {
    assertSlope(1, x -> Scalars.clip(x, 1, 3));
    assertSlope(0, x -> Scalars.clip(x, 0, 1));
  }

  /** The slope of x³ at 2. */
  @Test
  void power_collectedBeforeTheGradient_isTheExponentTimesOneLess() {
    assertSlope(12, x -> Scalars.power(x, 3));
  }

  /** The slope of 1/x at 2. */
  @Test
  void inverse_collectedBeforeTheGradient_isMinusOneOverTheSquare() {
    assertSlope(-0.25, Scalars::inverse);
  }

  /** The mean over space divides by a number too. */
  @Test
  void mean_collectedBeforeTheGradient_isOneOverTheCount() {
    assertSlope(1, x -> Axes.mean(x, new int[] {0}, true));
  }

  private static void assertSlope(double expected, UnaryOperator<NDArray> function) {
    for (int i = 0; i < TRIES; i++) {
      try (NativeScope scope = NativeScope.recorded()) {
        NDArray x = Torch.array(scope.manager(), Tensor.of(Shape.of(1), 2));
        x.setRequiresGradient(true);
        NDArray y = function.apply(x).sum();
        FreedMemory.overwrite();
        scope.differentiate(y);
        assertEquals(expected, x.getGradient().toFloatArray()[0], 1e-6);
      }
    }
  }
}
