package dev.winnow.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamePaddingTest {
  /**
   * Expected values: TensorFlow's documentation works out 13 cells, window 6, stride 5; the others
   * follow from the formula given there.
   */
  @ParameterizedTest
  @CsvSource({
    "13, 6, 5, 1, 2, 3",
    "112, 3, 2, 0, 1, 56",
    "113, 3, 2, 1, 1, 57",
    "7, 3, 1, 1, 1, 7",
    "8, 4, 1, 1, 2, 8",
    "112, 1, 2, 0, 0, 56",
    "5, 2, 3, 0, 0, 2",
    "1, 3, 2, 1, 1, 1"
  })
  void of_asTensorFlow(int size, int kernel, int stride, int before, int after, int windows) {
    assertEquals(new SamePadding(before, after, windows), SamePadding.of(size, kernel, stride));
  }
}
