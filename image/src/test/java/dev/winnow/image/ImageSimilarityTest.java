package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The oracle is scikit-image's definition on SciPy; likeness.py makes its answers. */
class ImageSimilarityTest {
  private static final Shape SHAPE = Shape.of(1, 3, 24, 32);

  @Test
  void ssimPsnrMse_imagesUnderNoise_areThoseOfScikitImagesDefinition() throws IOException {
    for (double[] expected : answers()) {
      Random random = new Random(1);
      Tensor first = image(random);
      Tensor noise = image(random);
      Tensor second = Tensor.allocate(SHAPE);
      for (int i = 0; i < SHAPE.size(); i++) {
        double value =
            (1 - expected[0]) * first.buffer().get(i) + expected[0] * noise.buffer().get(i);
        second.buffer().put(i, (float) value);
      }

      double[] found = {
        expected[0],
        ImageSimilarity.ssim(first, second)[0],
        ImageSimilarity.psnr(first, second)[0],
        ImageSimilarity.mse(first, second)[0]
      };

      // Nine digits are written down.
      assertArrayEquals(expected, found, 1e-6);
    }
  }

  /** Of constants a and b: (2ab + C₁) / (a² + b² + C₁). */
  @Test
  void ssim_constantImages_isThatOfTheirBrightness() {
    double expected = (2 * 0.25 * 0.75 + 1e-4) / (0.0625 + 0.5625 + 1e-4);

    assertEquals(expected, ImageSimilarity.ssim(filled(0.25f), filled(0.75f))[0], 1e-9);
  }

  @Test
  void ssim_imagesSmallerThanTheWindow_areRefused() {
    Tensor small = Tensor.allocate(Shape.of(1, 3, 10, 32));

    assertThrows(IllegalArgumentException.class, () -> ImageSimilarity.ssim(small, small));
  }

  @Test
  void mse_imagesOfAnotherSize_areRefused() {
    Tensor other = Tensor.allocate(Shape.of(1, 3, 24, 24));

    assertThrows(IllegalArgumentException.class, () -> ImageSimilarity.mse(filled(0), other));
  }

  private static List<double[]> answers() throws IOException {
    var stream =
        Objects.requireNonNull(ImageSimilarityTest.class.getResourceAsStream("likeness.txt"));
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(
              line -> Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  private static Tensor image(Random random) {
    Tensor image = Tensor.allocate(SHAPE);
    for (int i = 0; i < SHAPE.size(); i++) {
      image.buffer().put(i, random.nextFloat());
    }
    return image;
  }

  private static Tensor filled(float value) {
    float[] values = new float[SHAPE.size()];
    Arrays.fill(values, value);
    return Tensor.of(SHAPE, values);
  }
}
