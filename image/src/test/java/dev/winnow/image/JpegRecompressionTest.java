package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JpegRecompressionTest {
  private static final Image SLOPE = slope();

  @Test
  void asJpeg_ofHighQuality_keepsSizeAndNearlyEveryLevel() {
    Image recoded = JpegRecompression.asJpeg(SLOPE, 0.95f);

    assertEquals(SLOPE.toString(), recoded.toString());
    assertTrue(apart(SLOPE, recoded) < 3, "levels apart: " + apart(SLOPE, recoded));
  }

  @Test
  void asJpeg_ofLowQuality_losesMore() {
    double low = apart(SLOPE, JpegRecompression.asJpeg(SLOPE, 0.1f));

    assertTrue(low > apart(SLOPE, JpegRecompression.asJpeg(SLOPE, 0.95f)), "levels apart: " + low);
  }

  @Test
  void asJpeg_qualityOutOfRange_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> JpegRecompression.asJpeg(SLOPE, 1.5f));
  }

  private static Image slope() {
    int[] rgb = new int[32 * 24];
    for (int i = 0; i < rgb.length; i++) {
      int grey = 4 * (i % 32) + 3 * (i / 32);
      rgb[i] = grey << 16 | (255 - grey) << 8 | 128;
    }
    return Image.of(32, 24, rgb);
  }

  /** The mean difference of green, in levels. */
  private static double apart(Image a, Image b) {
    double sum = 0;
    for (int y = 0; y < a.height(); y++) {
      for (int x = 0; x < a.width(); x++) {
        sum += Math.abs((a.rgb(x, y) >> 8 & 0xFF) - (b.rgb(x, y) >> 8 & 0xFF));
      }
    }
    return sum / (a.width() * a.height());
  }
}
