package dev.winnow.learn.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CovarianceSpectrumTest {
  /** Two directions turned by 30 degrees, of variances 4 and 1, far from the origin. */
  @Test
  void of_turnedEllipse_isItsVariances() {
    int count = 40_000;
    Tensor rows = Tensor.allocate(Shape.of(count, 2));
    Random random = new Random(1);
    double turn = Math.PI / 6;
    for (int row = 0; row < count; row++) {
      double wide = 2 * random.nextGaussian();
      double narrow = random.nextGaussian();
      rows.buffer()
          .put(2 * row, (float) (100 + wide * Math.cos(turn) - narrow * Math.sin(turn)))
          .put(2 * row + 1, (float) (wide * Math.sin(turn) + narrow * Math.cos(turn)));
    }

    List<Double> variances = CovarianceSpectrum.of(rows);

    // Four standard errors of a variance of 40,000 rows are 2.8 %.
    assertEquals(4, variances.get(0), 0.12);
    assertEquals(1, variances.get(1), 0.03);
  }

  @Test
  void of_directionsThatDoNotVary_isZeroThere() {
    Tensor rows = Tensor.of(Shape.of(4, 3), 1, 7, 2, 3, 7, 2, 1, 7, 2, 3, 7, 2);

    assertEquals(List.of(4.0 / 3, 0.0, 0.0), rounded(CovarianceSpectrum.of(rows)));
  }

  @Test
  void of_oneRow_isRefused() {
    Tensor row = Tensor.of(Shape.of(1, 2), 1, 2);

    assertThrows(IllegalArgumentException.class, () -> CovarianceSpectrum.of(row));
  }

  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(value -> Math.rint(3e9 * value) / 3e9).toList();
  }
}
