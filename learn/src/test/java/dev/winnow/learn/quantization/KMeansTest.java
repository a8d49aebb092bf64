package dev.winnow.learn.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {
  private static final double[][] MIDDLES = {{-8, 0}, {0, 6}, {9, 9}};

  /** A hundred rows around each middle, σ 1. */
  private static Tensor clouds() {
    Random random = new Random(3);
    Tensor rows = Tensor.allocate(Shape.of(300, 2));
    for (int i = 0; i < 600; i++) {
      double middle = MIDDLES[i / 2 % 3][i % 2];
      rows.buffer().put(i, (float) (middle + random.nextGaussian()));
    }
    return rows;
  }

  /**
   * The mean of a hundred rows lies .1 from the middle; five times as far is out of the question.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void centres_cloudsApart_areTheirMeans(long seed) {
    double[][] centres = KMeans.centres(clouds(), 3, seed);

    Arrays.sort(centres, Comparator.comparingDouble(centre -> centre[0]));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(MIDDLES[i], centres[i], 0.5);
    }
  }

  /** Hastie, Tibshirani and Friedman 2009, section 14.3.6: no step makes it worse. */
  @Test
  void centres_moreOfThem_leaveLessOver() {
    double before = Double.POSITIVE_INFINITY;
    for (int k : new int[] {1, 3, 30, 300}) {
      double now = left(clouds(), KMeans.centres(clouds(), k, 1));
      assertTrue(now < before, now + " of " + k);
      before = now;
    }
    assertEquals(0, before, 1e-9);
  }

  @Test
  void centres_fewerDifferentRows_areAsMany() {
    Tensor rows = Tensor.of(Shape.of(4, 1), 2, 5, 2, 5);

    double[][] centres = KMeans.centres(rows, 3, 1);

    Arrays.sort(centres, Comparator.comparingDouble(centre -> centre[0]));
    assertArrayEquals(new double[][] {{2}, {5}}, centres);
    assertArrayEquals(new double[][] {{3.5}}, KMeans.centres(rows, 1, 1));
  }

  @Test
  void centres_ofNothing_areRefused() {
    Tensor none = Tensor.allocate(Shape.of(0, 2));

    assertThrows(IllegalArgumentException.class, () -> KMeans.centres(none, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> KMeans.centres(clouds(), 0, 1));
  }

  private static double left(Tensor rows, double[][] centres) {
    double left = 0;
    for (int row = 0; row < rows.shape().dim(0); row++) {
      float[] at = rows.rows(row, row + 1).toArray();
      left +=
          Arrays.stream(centres)
              .mapToDouble(c -> Math.pow(at[0] - c[0], 2) + Math.pow(at[1] - c[1], 2))
              .min()
              .orElseThrow();
    }
    return left;
  }
}
