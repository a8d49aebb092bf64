package dev.winnow.learn.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  @Test
  void of_matrix_isRebuiltFromItsAxes() {
    double[][] matrix = {{4, 1, -2}, {1, 3, 0.5}, {-2, 0.5, 1}};
    SymmetricEigen axes = SymmetricEigen.of(matrix);

    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int row = i;
        int column = j;
        double rebuilt =
            IntStream.range(0, 3)
                .mapToDouble(
                    k -> axes.values()[k] * axes.vectors()[k][row] * axes.vectors()[k][column])
                .sum();
        assertEquals(matrix[i][j], rebuilt, 1e-12);
      }
    }
    assertTrue(axes.values()[0] > axes.values()[1] && axes.values()[1] > axes.values()[2]);
  }
}
