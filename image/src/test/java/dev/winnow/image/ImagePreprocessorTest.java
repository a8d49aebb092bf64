package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.ImageSpec.Fit;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CsvTable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImagePreprocessorTest {
  static Stream<List<String>> prepared() {
    return ImageFixtures.table("prepared.csv").rows().stream().map(CsvTable.Row::values);
  }

  /** The tolerance is what Preparer promises, and half a unit of the fixture's last digit. */
  @ParameterizedTest
  @MethodSource("prepared")
  void prepare_everyFit_agreesWithPillow(List<String> row) {
    ImageSpec wanted =
        plain(
            Integer.parseInt(row.get(4)),
            Integer.parseInt(row.get(5)),
            Double.parseDouble(row.get(2)),
            Fit.valueOf(row.get(3)),
            Colour.RGB);
    Image image = pattern(Integer.parseInt(row.get(0)), Integer.parseInt(row.get(1)));

    float[] actual = ImagePreprocessor.of(wanted).prepare(image).toArray();

    assertArrayEquals(floats(row.get(6)), actual, 0.00105f);
  }

  private static float[] floats(String text) {
    String[] words = text.split(" ", -1);
    float[] floats = new float[words.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.parseFloat(words[i]);
    }
    return floats;
  }

  @Test
  void prepare_meanAndScale_areAppliedPerChannelInItsOrder() {
    Image pixel = Image.of(1, 1, new int[] {0x0A141E});
    ImageSpec bgr =
        new ImageSpec(
            1,
            1,
            1,
            Fit.STRETCH,
            Colour.BGR,
            new Normalization(List.of(10.0, 20.0, 30.0), List.of(2.0, 4.0, 5.0)));

    assertArrayEquals(
        new float[] {(30 - 10) / 2f, 0, (10 - 30) / 5f},
        ImagePreprocessor.of(bgr).prepare(pixel).toArray());
  }

  @Test
  void prepare_grey_isTheWeightedSumOfBt601() {
    Image pixel = Image.of(1, 1, new int[] {0xFF8040});
    ImageSpec grey = plain(1, 1, 1, Fit.STRETCH, Colour.GREY);

    // One rounding to 32 bits.
    assertEquals(
        0.299 * 255 + 0.587 * 128 + 0.114 * 64,
        ImagePreprocessor.of(grey).prepare(pixel).buffer().get(0),
        1e-5);
  }

  @Test
  void prepare_letterboxBorder_isBlackAfterMeanAndScale() {
    Image white = Image.of(2, 1, new int[] {0xFFFFFF, 0xFFFFFF});
    ImageSpec square =
        new ImageSpec(
            2, 3, 1, Fit.LETTERBOX, Colour.GREY, new Normalization(List.of(51.0), List.of(102.0)));

    assertArrayEquals(
        new float[] {-.5f, -.5f, 2, 2, -.5f, -.5f},
        ImagePreprocessor.of(square).prepare(white).toArray(),
        1e-6f);
  }

  @Test
  void prepare_rowOfABatch_leavesTheOthersAlone() {
    ImagePreprocessor preprocessor = ImagePreprocessor.of(plain(2, 2, 1, Fit.STRETCH, Colour.GREY));
    Tensor batch = Tensor.allocate(Shape.of(3, 1, 2, 2));

    preprocessor.prepare(pattern(2, 2), batch.rows(1, 2));

    assertArrayEquals(new float[4], batch.rows(0, 1).toArray());
    assertArrayEquals(preprocessor.prepare(pattern(2, 2)).toArray(), batch.rows(1, 2).toArray());
    assertArrayEquals(new float[4], batch.rows(2, 3).toArray());
  }

  @Test
  void prepare_tensorOfAnotherSize_isRefused() {
    ImagePreprocessor preprocessor = ImagePreprocessor.of(plain(2, 2, 1, Fit.STRETCH, Colour.GREY));

    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> preprocessor.prepare(pattern(2, 2), Tensor.allocate(Shape.of(3, 2, 2))));

    assertEquals("a sample is 1×2×2, not 3×2×2", refusal.getMessage());
  }

  @Test
  void prepare_manyThreadsAndSizes_sameFloatsAsAlone() {
    ImagePreprocessor shared = ImagePreprocessor.of(plain(7, 5, 0.7, Fit.COVER, Colour.RGB));

    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              Image image = pattern(10 + i % 3, 12);
              ImagePreprocessor own = ImagePreprocessor.of(shared.spec());
              assertArrayEquals(own.prepare(image).toArray(), shared.prepare(image).toArray());
            });
  }

  static ImageSpec plain(int width, int height, double crop, Fit fit, Colour colour) {
    List<Double> zeros = Collections.nCopies(colour.channels(), 0.0);
    List<Double> ones = Collections.nCopies(colour.channels(), 1.0);
    return new ImageSpec(width, height, crop, fit, colour, new Normalization(zeros, ones));
  }

  /** The same pattern that the fixture's generator draws. */
  static Image pattern(int width, int height) {
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      int y = i / width;
      int red = (x * 37 + y * 11) % 256;
      int green = (x * x + y * 91) % 256;
      int blue = ((x * 5) ^ (y * 3)) % 256;
      pixels[i] = (red << 16) | (green << 8) | blue;
    }
    return Image.of(width, height, pixels);
  }
}
