package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputConverterTest {
  private static ImageSpec preprocessing(
      int size, ImageSpec.Colour colour, double mean, double scale) {
    double[] means = new double[colour.channels()];
    double[] scales = new double[colour.channels()];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean + i;
      scales[i] = scale + i;
    }
    return new ImageSpec(
        size,
        size,
        1,
        ImageSpec.Fit.STRETCH,
        colour,
        new Normalization(
            Arrays.stream(means).boxed().toList(), Arrays.stream(scales).boxed().toList()));
  }

  private static Image image(int size) {
    Random random = new Random(1);
    int[] rgb = random.ints((long) size * size).toArray();
    return Image.of(size, size, rgb);
  }

  /** The whole window is what the preparer of the other network would have made of the file. */
  @Test
  void apply_wholeWindow_isWhatTheOtherPreparerMakes() {
    Image image = image(24);
    ImageSpec from = preprocessing(24, ImageSpec.Colour.RGB, 100, 50);
    for (ImageSpec.Colour colour : ImageSpec.Colour.values()) {
      ImageSpec to = preprocessing(10, colour, 127.5, 128);
      Tensor expected = ImagePreprocessor.of(to).prepare(image);

      Tensor found =
          InputConverter.of(from, CropWindow.WHOLE, to)
              .apply(ImagePreprocessor.of(from).prepare(image));

      assertEquals(expected.shape(), found.shape());
      // Levels up to 255 in 32 bits, over 128.
      assertArrayEquals(expected.toArray(), found.toArray(), 1e-5f);
    }
  }

  /** A crop around the centre is a window, too. */
  @Test
  void apply_centralWindow_isWhatAPreparerWithThatCropMakes() {
    Image image = image(24);
    ImageSpec from = preprocessing(24, ImageSpec.Colour.BGR, 100, 50);
    ImageSpec to = preprocessing(10, ImageSpec.Colour.RGB, 127.5, 128);
    Tensor expected = ImagePreprocessor.of(to.withCrop(0.5)).prepare(image);

    Tensor found =
        InputConverter.of(from, new CropWindow(0.25, 0.25, 0.5, 0.5), to)
            .apply(ImagePreprocessor.of(from).prepare(image));

    assertArrayEquals(expected.toArray(), found.toArray(), 1e-5f);
  }

  /** Two columns, 0 and 1; seen from one width before to one width behind. */
  @Test
  void apply_windowBeyondTheImage_repeatsItsEdge() {
    ImageSpec from = preprocessing(2, ImageSpec.Colour.GREY, 0, 255);
    ImageSpec to = preprocessing(6, ImageSpec.Colour.GREY, 0, 255);
    Tensor columns = Tensor.of(Shape.of(1, 1, 2, 2), 0, 1, 0, 1);

    Tensor found = InputConverter.of(from, new CropWindow(-1, -1, 3, 3), to).apply(columns);

    float[] row = Arrays.copyOf(found.toArray(), 6);
    assertArrayEquals(new float[] {0, 0, 0, 1, 1, 1}, row, 1e-6f);
  }

  @Test
  void apply_valuesNoCameraMakes_areCutOff() {
    ImageSpec same = preprocessing(1, ImageSpec.Colour.RGB, 0, 255);
    Tensor values = Tensor.of(Shape.of(1, 3, 1, 1), -3, 0.5f, 7);

    Tensor found = InputConverter.of(same, CropWindow.WHOLE, same).apply(values);

    // Means are 0, 1, 2 and scales 255, 256, 257: white is (255 − 2) / 257 in the last channel.
    assertArrayEquals(new float[] {0, 0.5f, 253 / 257f}, found.toArray(), 1e-6f);
  }

  @Test
  void apply_otherChannelsThanPrepared_isRefused() {
    ImageSpec colour = preprocessing(4, ImageSpec.Colour.RGB, 0, 255);
    InputConverter reframing = InputConverter.of(colour, CropWindow.WHOLE, colour);
    Tensor grey = Tensor.allocate(Shape.of(1, 1, 4, 4));

    assertThrows(IllegalArgumentException.class, () -> reframing.apply(grey));
  }

  @Test
  void window_emptyOrFarAway_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CropWindow(0, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new CropWindow(0, 0, 1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new CropWindow(-5, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new CropWindow(0, 3.5, 1, 1));
  }

  @Test
  void window_withinAnother_isSeenFromThere() {
    CropWindow half = new CropWindow(0.25, 0.5, 0.5, 0.5);

    assertEquals(new CropWindow(-0.5, -1, 2, 2), CropWindow.WHOLE.within(half));
    assertEquals(CropWindow.WHOLE, half.within(half));
    assertEquals(
        List.of(0.0, 0.5),
        List.of(
            half.within(new CropWindow(0.25, 0.25, 0.5, 0.5)).left(),
            half.within(new CropWindow(0.25, 0.25, 0.5, 0.5)).top()));
  }
}
