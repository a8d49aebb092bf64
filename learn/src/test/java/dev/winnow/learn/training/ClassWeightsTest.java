package dev.winnow.learn.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Six samples of class 0, two of class 2, none of class 1. */
class ClassWeightsTest {
  private static final List<Integer> SAMPLES = List.of(0, 0, 0, 2, 0, 0, 2, 0);
  private static final long[] CLASSES = {0, 0, 0, 2, 0, 0, 2, 0};

  @Test
  void balancing_everyClassThatIsThere_weighsAsMuchAsAnyOther() {
    ClassWeights weights = ClassWeights.balancing(SAMPLES, 3);

    assertEquals(List.of(8 / 12f, 0f, 2f), weights.ofClass());
    assertEquals(4, 6 * weights.ofClass().get(0), 1e-6);
    assertEquals(4, 2 * weights.ofClass().get(2), 1e-6);
  }

  @Test
  void even_samplesOfAnyClass_countAlike() {
    assertArrayEquals(new float[] {1, 1}, ClassWeights.even(3).of(new long[] {2, 0}));
  }

  /**
   * Whoever calls everything 0 with odds of e² to 1 is wrong about one class of two, not about a
   * quarter of the samples: (log(2 + e²) − 2 + log(2 + e²)) / 2.
   */
  @Test
  void crossEntropy_weighed_isTheMeanOfTheClassesNotOfTheSamples() {
    float[] logits = new float[3 * CLASSES.length];
    for (int row = 0; row < CLASSES.length; row++) {
      logits[3 * row] = 2;
    }
    try (NativeScope scope = NativeScope.unrecorded()) {
      NDArray loss =
          Loss.crossEntropy(
              Torch.array(scope.manager(), logits, CLASSES.length, 3),
              Torch.array(scope.manager(), CLASSES, CLASSES.length),
              Torch.array(
                  scope.manager(), ClassWeights.balancing(SAMPLES, 3).of(CLASSES), CLASSES.length));

      assertEquals(Math.log(2 + Math.exp(2)) - 1, loss.getFloat(), 1e-5);
    }
  }
}
