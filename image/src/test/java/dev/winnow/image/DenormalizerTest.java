package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DenormalizerTest {
  private static final int SIZE = 6;

  private static ImageSpec preprocessing(ImageSpec.Colour colour) {
    boolean isGrey = colour == ImageSpec.Colour.GREY;
    return new ImageSpec(
        SIZE,
        SIZE,
        1,
        ImageSpec.Fit.LETTERBOX,
        colour,
        new Normalization(
            isGrey ? List.of(10.0) : List.of(122.782, 117.001, 104.298),
            isGrey ? List.of(-3.0) : List.of(256.0, 0.5, -1.0)));
  }

  private static Image random() {
    return Image.of(SIZE, SIZE, new Random(1).ints(SIZE * SIZE, 0, 1 << 24).toArray());
  }

  @Test
  void images_prepared_areTheImagesThatWerePrepared() {
    Image image = random();
    for (var colour : List.of(ImageSpec.Colour.RGB, ImageSpec.Colour.BGR)) {
      ImageSpec preprocessing = preprocessing(colour);
      Tensor prepared = ImagePreprocessor.of(preprocessing).prepare(image);

      Image restored = Denormalizer.images(prepared, preprocessing).get(0);

      assertArrayEquals(image.samples(), restored.samples());
    }
  }

  @Test
  void images_grey_isRepeated() {
    ImageSpec preprocessing = preprocessing(ImageSpec.Colour.GREY);
    Image grey = Image.of(SIZE, SIZE, new int[SIZE * SIZE]);

    Tensor prepared = ImagePreprocessor.of(preprocessing).prepare(grey);
    prepared.buffer().put(3, (200 - 10) / -3f);

    assertEquals(0xC8C8C8, Denormalizer.images(prepared, preprocessing).get(0).rgb(3, 0));
  }

  @Test
  void images_valuesBeyondLevels_areCutOff() {
    ImageSpec preprocessing = preprocessing(ImageSpec.Colour.RGB);
    Tensor far = Tensor.of(Shape.of(1, 3, 1, 1), 99, -9999, 0);

    assertEquals(0xFF0068, Denormalizer.images(far, preprocessing).get(0).rgb(0, 0));
  }

  @Test
  void shares_prepared_areLevelsOver255() {
    Image image = random();
    ImageSpec preprocessing = preprocessing(ImageSpec.Colour.BGR);

    Tensor shares =
        Denormalizer.shares(ImagePreprocessor.of(preprocessing).prepare(image), preprocessing);

    assertEquals(Shape.of(1, 3, SIZE, SIZE), shares.shape());
    assertEquals((image.rgb(2, 1) >> 16) / 255.0, shares.buffer().get(SIZE + 2), 1e-6);
  }

  @Test
  void smaller_byTwo_areMeansOfSquares() {
    Tensor images = Tensor.of(Shape.of(1, 1, 2, 4), 1, 2, 5, 6, 3, 4, 7, 8);

    Tensor smaller = Denormalizer.smaller(images, 2);

    assertEquals(Shape.of(1, 1, 1, 2), smaller.shape());
    assertArrayEquals(new float[] {2.5f, 6.5f}, smaller.toArray());
  }

  @Test
  void smaller_byWhatDoesNotDivide_isRefused() {
    Tensor images = Tensor.allocate(Shape.of(1, 3, 4, 6));

    assertThrows(IllegalArgumentException.class, () -> Denormalizer.smaller(images, 4));
  }
}
