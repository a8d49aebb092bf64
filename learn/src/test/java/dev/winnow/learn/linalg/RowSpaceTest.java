package dev.winnow.learn.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowSpaceTest {
  private static final int ROWS = 20;
  private static final int WIDTH = 300;

  /** Rounding of single-precision coordinates, relative to a row. */
  private static final double TOLERANCE = 1e-3;

  @Test
  void coordinates_ofTheRowsThemselves_keepAllDistances() {
    Tensor rows = random(ROWS, 1);
    Tensor turned = RowSpace.of(rows, 1).coordinates(rows);

    assertEquals(Shape.of(ROWS, ROWS), turned.shape());
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < i; j++) {
        double before = squaredDistance(rows, i, rows, j);
        assertEquals(before, squaredDistance(turned, i, turned, j), TOLERANCE * before);
      }
    }
  }

  @Test
  void coordinates_ofOtherRows_areNearerByWhatLiesOutsideForAllAlike() {
    Tensor rows = random(ROWS, 1);
    Tensor others = random(5, 2);
    RowSpace space = RowSpace.of(rows, 1);
    Tensor turned = space.coordinates(rows);
    Tensor turnedOthers = space.coordinates(others);

    for (int other = 0; other < 5; other++) {
      double outside = outside(others, rows, turnedOthers, turned, other, 0);
      for (int i = 1; i < ROWS; i++) {
        double again = outside(others, rows, turnedOthers, turned, other, i);
        assertEquals(outside, again, TOLERANCE * WIDTH);
      }
    }
  }

  @Test
  void of_rowsThatDependOnOneAnother_isFound() {
    Tensor rows = random(4, 1);
    rows.rows(1, 2).buffer().put(rows.rows(0, 1).buffer());

    Tensor turned = RowSpace.of(rows, 1).coordinates(rows);

    assertEquals(0, squaredDistance(turned, 0, turned, 1), TOLERANCE * WIDTH);
  }

  /** What fine-tuning makes: all rows along one direction, and a thousandth of that across it. */
  @Test
  void of_rowsNearlyAlongOneDirection_keepsWhatLiesAcross() {
    int rows = 800;
    Tensor across = random(rows, 1);
    Tensor along = Tensor.allocate(across.shape());
    for (int i = 0; i < along.shape().size(); i++) {
      int row = i / WIDTH;
      along.buffer().put(i, 1000 * (row % 2 == 0 ? 1 : -1) + across.buffer().get(i));
    }

    Tensor turned = RowSpace.of(along, 1).coordinates(along);

    double before = squaredDistance(along, 0, along, 2);
    assertEquals(before, squaredDistance(turned, 0, turned, 2), TOLERANCE * before);
  }

  @Test
  void of_rowsThatAreAllZero_leavesThemSo() {
    Tensor rows = Tensor.allocate(Shape.of(4, WIDTH));

    float[] turned = RowSpace.of(rows, 1).coordinates(rows).toArray();

    assertArrayEquals(new float[16], turned);
  }

  @Test
  void of_valuesThatAreNoNumbers_isRefused() {
    Tensor rows = random(4, 1);
    rows.buffer().put(7, Float.NaN);

    assertThrows(UnsuitableFeaturesException.class, () -> RowSpace.of(rows, 1));
  }

  private static double outside(
      Tensor others, Tensor rows, Tensor turnedOthers, Tensor turned, int other, int row) {
    return squaredDistance(others, other, rows, row)
        - squaredDistance(turnedOthers, other, turned, row);
  }

  private static Tensor random(int rows, long seed) {
    Random random = new Random(seed);
    Tensor tensor = Tensor.allocate(Shape.of(rows, WIDTH));
    for (int i = 0; i < rows * WIDTH; i++) {
      tensor.buffer().put(i, (float) random.nextGaussian());
    }
    return tensor;
  }

  private static double squaredDistance(Tensor a, int i, Tensor b, int j) {
    float[] one = a.rows(i, i + 1).toArray();
    float[] other = b.rows(j, j + 1).toArray();
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += Math.pow(one[k] - other[k], 2);
    }
    return sum;
  }
}
