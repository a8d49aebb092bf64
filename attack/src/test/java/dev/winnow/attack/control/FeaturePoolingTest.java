package dev.winnow.attack.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturePoolingTest {
  @Test
  void of_twoChannelsOfAMap_areTheMeansOfBlocksOfEach() {
    Tensor rows = Tensor.of(Shape.of(1, 2, 2, 3), 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60);

    FeaturePooling pooling = FeaturePooling.of(Shape.of(2, 2, 3), 4);

    assertEquals(Shape.of(2, 1, 2), pooling.shape());
    assertArrayEquals(new float[] {3, 4.5f, 30, 45}, pooling.of(rows).toArray());
  }

  /** Sound and series have one axis of positions. */
  @Test
  void of_twoRowsOfChannelsOverTime_arePooledEachByItself() {
    Tensor rows = Tensor.of(Shape.of(2, 1, 4), 1, 3, 5, 7, 0, 0, 2, 2);

    Tensor pooled = FeaturePooling.of(Shape.of(1, 4), 2).of(rows);

    assertEquals(Shape.of(2, 1, 2), pooled.shape());
    assertArrayEquals(new float[] {2, 6, 0, 2}, pooled.toArray());
  }

  @ParameterizedTest
  @CsvSource({"4, 8, 100", "300, 1, 100"})
  void of_fewValuesOrNoPositions_staysAsItIs(int channels, int positions, int most) {
    Tensor rows = Tensor.allocate(Shape.of(3, channels, positions));

    assertSame(rows, FeaturePooling.of(rows.shape().row(), most).of(rows));
  }

  @Test
  void shape_moreChannelsThanValues_keepsOneOfEach() {
    assertEquals(Shape.of(50, 1, 1), FeaturePooling.of(Shape.of(50, 9, 7), 10).shape());
  }
}
