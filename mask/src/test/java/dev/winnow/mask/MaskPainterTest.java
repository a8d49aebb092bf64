package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.detection.Box;
import dev.winnow.image.Image;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaskPainterTest {
  private static final Box MIDDLE = new Box(0.25f, 0.25f, 0.5f, 0.5f);

  private static Image noise(int width, int height) {
    SplittableRandom random = new SplittableRandom(1);
    return Image.of(width, height, random.ints((long) width * height, 0, 1 << 24).toArray());
  }

  private static Image painted(
      Image image, MaskSettings.Shape shape, MaskSettings.Fill fill, Box... boxes) {
    return new MaskPainter(new MaskSettings.Appearance(shape, fill, 0))
        .paint(image, Duration.ZERO, List.of(boxes), List.of())
        .image();
  }

  private static boolean isEllipse(int x, int y, int side) {
    double across = (x + 0.5 - side / 2.0) / (side / 4.0);
    double down = (y + 0.5 - side / 2.0) / (side / 4.0);
    return across * across + down * down <= 1;
  }

  @ParameterizedTest
  @EnumSource
  void paint_solid_coversTheShapeAndNothingFarFromIt(MaskSettings.Shape shape) {
    Image image = noise(100, 100);

    Image painted = painted(image, shape, MaskSettings.Fill.SOLID, MIDDLE);

    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        boolean inBox = x >= 25 && x < 75 && y >= 25 && y < 75;
        boolean covered = shape == MaskSettings.Shape.BOX ? inBox : isEllipse(x, y, 100);
        if (covered) {
          assertEquals(0x808080, painted.rgb(x, y), x + ", " + y);
        } else if (!inBox) {
          assertEquals(image.rgb(x, y), painted.rgb(x, y), x + ", " + y);
        }
      }
    }
    assertEquals(noise(100, 100).rgb(50, 50), image.rgb(50, 50), "the frame itself was painted on");
  }

  /** What is left of a pixelated or blurred face is a few means, of noise nearly one. */
  @ParameterizedTest
  @EnumSource(
      value = MaskSettings.Fill.class,
      names = {"PIXELATE", "BLUR"})
  void paint_coarse_leavesLittleOfWhatVaries(MaskSettings.Fill fill) {
    Image painted = painted(noise(200, 200), MaskSettings.Shape.BOX, fill, MIDDLE);

    for (int y = 60; y < 140; y++) {
      for (int x = 60; x < 140; x++) {
        assertEquals(127, painted.rgb(x, y) >> 8 & 0xFF, 40, x + ", " + y);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void paint_boxesBeyondTheFrameOrOfNoExtent_areNoTrouble(MaskSettings.Fill fill) {
    for (MaskSettings.Shape shape : MaskSettings.Shape.values()) {
      for (int side : new int[] {1, 2, 7}) {
        Image painted =
            painted(
                noise(side, side),
                shape,
                fill,
                new Box(-3, -3, 7, 7),
                new Box(2, 2, 1, 1),
                new Box(0.5f, 0.5f, 0, 0),
                new Box(-1, 0, 1, 1));

        assertEquals(side, painted.width());
      }
    }
  }

  @Test
  void paintWhole_leavesNothing() {
    MaskedFrame whole = MaskPainter.paintWhole(3, 2, Duration.ZERO);

    assertTrue(whole.isWhole());
    for (int i = 0; i < 6; i++) {
      assertEquals(0x808080, whole.image().rgb(i % 3, i / 3));
    }
  }
}
