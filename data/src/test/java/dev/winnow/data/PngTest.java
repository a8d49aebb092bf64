package dev.winnow.data;

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
  void encode_anyPicture_isReadBackBySomeoneElse() throws IOException {
    Picture picture = PreparerTest.pattern(200, 150);

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.encode(picture)));

    assertEquals("200×150", image.getWidth() + "×" + image.getHeight());
    int[] rgb = image.getRGB(0, 0, 200, 150, null, 0, 200);
    assertArrayEquals(picture.samples(), Picture.of(200, 150, rgb).samples());
  }
}
