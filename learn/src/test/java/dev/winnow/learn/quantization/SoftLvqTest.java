package dev.winnow.learn.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftLvqTest {
  /** Two classes whose means differ along what tells nothing, and little along what does. */
  private static List<Tensor> classes(long seed) {
    Random random = new Random(seed);
    Tensor left = Tensor.allocate(Shape.of(400, 2));
    Tensor right = Tensor.allocate(Shape.of(400, 2));
    for (int i = 0; i < 400; i++) {
      float apart = (float) random.nextGaussian();
      left.buffer().put(2 * i, 10 * apart - 4).put(2 * i + 1, -1 + spread(random) - apart / 10);
      apart = (float) random.nextGaussian();
      right.buffer().put(2 * i, 10 * apart + 4).put(2 * i + 1, 1 + spread(random) - apart / 10);
    }
    return List.of(left, right);
  }

  private static float spread(Random random) {
    return (float) (0.3 * random.nextGaussian());
  }

  private static double right(List<Tensor> classes, double[][] prototypes, int perClass) {
    int right = 0;
    for (int label = 0; label < classes.size(); label++) {
      for (double[] point : KMeans.points(classes.get(label))) {
        int nearest = 0;
        for (int p = 1; p < prototypes.length; p++) {
          if (KMeans.square(prototypes[p], point) < KMeans.square(prototypes[nearest], point)) {
            nearest = p;
          }
        }
        right += nearest / perClass == label ? 1 : 0;
      }
    }
    return right / 800.0;
  }

  /** Where the mean of each class is nearest as often to the other one, prototypes are learned. */
  @Test
  void prototypes_classesThatMeansDoNotTellApart_tellThemApart() {
    double[][] means = {
      KMeans.centres(classes(1).get(0), 1, 1)[0], KMeans.centres(classes(1).get(1), 1, 1)[0]
    };
    double[][] learned = SoftLvq.prototypes(classes(1), 1, 1);

    assertTrue(right(classes(2), means, 1) < 0.75);
    assertTrue(right(classes(2), learned, 1) > 0.97, () -> "" + right(classes(2), learned, 1));
  }

  @Test
  void prototypes_severalOfEachClass_areInTheOrderOfTheClasses() {
    double[][] learned = SoftLvq.prototypes(classes(1), 3, 1);

    assertEquals(6, learned.length);
    assertTrue(right(classes(2), learned, 3) > 0.97, () -> "" + right(classes(2), learned, 3));
    assertArrayEquals(learned, SoftLvq.prototypes(classes(1), 3, 1));
  }

  /** Nothing is left to learn where each class is one point. */
  @Test
  void prototypes_classesOfOnePoint_areThese() {
    Tensor two = Tensor.of(Shape.of(2, 1), 2, 2);
    Tensor five = Tensor.of(Shape.of(1, 1), 5);

    assertArrayEquals(new double[][] {{2}, {5}}, SoftLvq.prototypes(List.of(two, five), 2, 1));
    assertThrows(
        IllegalArgumentException.class, () -> SoftLvq.prototypes(List.of(two, five), 0, 1));
  }
}
