package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.image.Image;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameScalerTest {
  private static final Normalization LEVELS = Normalization.same(3, 0, 1);

  @ParameterizedTest
  @CsvSource({"smaller, 14, 10, 9, 9, 6", "larger, 14, 10, 20, 20, 14", "half, 28, 20, 14, 14, 10"})
  void write_drawnImage_asOpenCvScalesAndBorderBelow(
      String name, int width, int height, int side, int across, int down) {
    InputForm form = InputForm.atTopLeft(Shape.of(3, side, side), Colour.BGR, LEVELS, 114);
    FloatBuffer made = scaled(form, drawnBgr(width, height));

    JsonNode expected = Oracle.read("scaled.json").get(name);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          double level =
              x < across && y < down
                  ? expected.get(3 * (y * across + x) + channel).doubleValue()
                  : 114;
          assertEquals(level, made.get((channel * side + y) * side + x), 0.002);
        }
      }
    }
  }

  /** Nothing is skipped where an image shrinks a lot: a level is a mean of all pixels below it. */
  @Test
  void write_imageFourTimesAsLarge_averages() {
    int[] pixels = new int[16 * 16];
    pixels[5 * 16 + 5] = 0xF0F0F0;
    InputForm form = InputForm.stretched(Shape.of(3, 4, 4), Colour.RGB, LEVELS);

    FloatBuffer made = scaled(form, Image.of(16, 16, pixels));

    assertEquals(0xF0 / 16f, made.get(5), 1e-4);
    assertEquals(0, made.get(6), 1e-4);
  }

  @Test
  void write_centredWithChannelsLast_normalisedBetweenBlackBorders() {
    InputForm form =
        InputForm.centredChannelsLast(
            Shape.of(4, 4, 3), Colour.RGB, Normalization.same(3, 127.5, 127.5));
    int[] pixels = new int[8];
    Arrays.fill(pixels, 0xFF0080);

    FloatBuffer made = scaled(form, Image.of(4, 2, pixels));

    for (int y = 0; y < 4; y++) {
      boolean inside = y == 1 || y == 2;
      assertEquals(inside ? 1 : -1, made.get(3 * (4 * y + 2)), 1e-6);
      assertEquals(-1, made.get(3 * (4 * y + 2) + 1), 1e-6);
      assertEquals(inside ? 128 / 127.5 - 1 : -1, made.get(3 * (4 * y + 2) + 2), 1e-6);
    }
  }

  @Test
  void write_onePixel_fillsTheInput() {
    InputForm form = InputForm.atTopLeft(Shape.of(3, 4, 4), Colour.RGB, LEVELS, 0);

    FloatBuffer made = scaled(form, Image.of(1, 1, new int[] {0x102030}));

    assertEquals(0x10, made.get(15), 1e-6);
    assertEquals(0x30, made.get(47), 1e-6);
  }

  private static FloatBuffer scaled(InputForm form, Image image) {
    FrameScaler scaler = new FrameScaler(form, image.width(), image.height());
    FloatBuffer into = Tensor.allocate(form.channelsLast() ? last(form) : first(form)).buffer();
    scaler.writeBorder(into);
    scaler.write(image, into);
    return into;
  }

  private static Shape first(InputForm form) {
    return Shape.of(3, form.spec().height(), form.spec().width());
  }

  private static Shape last(InputForm form) {
    return Shape.of(form.spec().height(), form.spec().width(), 3);
  }

  /** OpenCV holds blue, green and red. */
  private static Image drawnBgr(int width, int height) {
    float[] levels = Oracle.drawn(70, width * height * 3, 0, 255);
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int blue = Math.round(levels[3 * i]);
      int green = Math.round(levels[3 * i + 1]);
      int red = Math.round(levels[3 * i + 2]);
      pixels[i] = red << 16 | green << 8 | blue;
    }
    return Image.of(width, height, pixels);
  }
}
