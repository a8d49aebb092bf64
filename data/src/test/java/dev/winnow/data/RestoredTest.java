package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestoredTest {
  private static final int SIZE = 6;

  private static Preprocessing preprocessing(Preprocessing.Colour colour) {
    boolean isGrey = colour == Preprocessing.Colour.GREY;
    return new Preprocessing(
        SIZE,
        SIZE,
        1,
        Preprocessing.Fit.LETTERBOX,
        colour,
        isGrey ? List.of(10.0) : List.of(122.782, 117.001, 104.298),
        isGrey ? List.of(-3.0) : List.of(256.0, 0.5, -1.0));
  }

  private static Picture random() {
    return Picture.of(SIZE, SIZE, new Random(1).ints(SIZE * SIZE, 0, 1 << 24).toArray());
  }

  @Test
  void pictures_prepared_areThePicturesThatWerePrepared() {
    Picture picture = random();
    for (var colour : List.of(Preprocessing.Colour.RGB, Preprocessing.Colour.BGR)) {
      Preprocessing preprocessing = preprocessing(colour);
      Tensor prepared = Preparer.of(preprocessing).prepare(picture);

      Picture restored = Restored.pictures(prepared, preprocessing).get(0);

      assertArrayEquals(picture.samples(), restored.samples());
    }
  }

  @Test
  void pictures_grey_isRepeated() {
    Preprocessing preprocessing = preprocessing(Preprocessing.Colour.GREY);
    Picture grey = Picture.of(SIZE, SIZE, new int[SIZE * SIZE]);

    Tensor prepared = Preparer.of(preprocessing).prepare(grey);
    prepared.buffer().put(3, (200 - 10) / -3f);

    assertEquals(0xC8C8C8, Restored.pictures(prepared, preprocessing).get(0).rgb(3, 0));
  }

  @Test
  void pictures_valuesBeyondLevels_areCutOff() {
    Preprocessing preprocessing = preprocessing(Preprocessing.Colour.RGB);
    Tensor far = Tensor.of(Shape.of(1, 3, 1, 1), 99, -9999, 0);

    assertEquals(0xFF0068, Restored.pictures(far, preprocessing).get(0).rgb(0, 0));
  }

  @Test
  void shares_prepared_areLevelsOver255() {
    Picture picture = random();
    Preprocessing preprocessing = preprocessing(Preprocessing.Colour.BGR);

    Tensor shares = Restored.shares(Preparer.of(preprocessing).prepare(picture), preprocessing);

    assertEquals(Shape.of(1, 3, SIZE, SIZE), shares.shape());
    assertEquals((picture.rgb(2, 1) >> 16) / 255.0, shares.buffer().get(SIZE + 2), 1e-6);
  }

  @Test
  void smaller_byTwo_areMeansOfSquares() {
    Tensor pictures = Tensor.of(Shape.of(1, 1, 2, 4), 1, 2, 5, 6, 3, 4, 7, 8);

    Tensor smaller = Restored.smaller(pictures, 2);

    assertEquals(Shape.of(1, 1, 1, 2), smaller.shape());
    assertArrayEquals(new float[] {2.5f, 6.5f}, smaller.toArray());
  }

  @Test
  void smaller_byWhatDoesNotDivide_isRefused() {
    Tensor pictures = Tensor.allocate(Shape.of(1, 3, 4, 6));

    assertThrows(IllegalArgumentException.class, () -> Restored.smaller(pictures, 4));
  }
}
