package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
  /** 200 × 150 takes two stored blocks. */
  @Test
  void png_anyImage_isReadBackBySomeoneElse() throws IOException {
    Image image = ImagePreprocessorTest.pattern(200, 150);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(ContactSheet.png(image)));

    assertEquals("200×150", read.getWidth() + "×" + read.getHeight());
    int[] rgb = read.getRGB(0, 0, 200, 150, null, 0, 200);
    assertArrayEquals(image.samples(), Image.of(200, 150, rgb).samples());
  }
}
