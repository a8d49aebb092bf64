package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.data.UnreadableCaptureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** JPEG alone, and not too large: what a server lets in. */
class DecodeJpegTest {
  @Test
  void decodeJpeg_ofTheMostPixels_isReadAndOfOneMoreIsNot() throws IOException {
    byte[] jpeg = image("jpg", 20, 30);

    assertEquals("20×30", ImageDecoder.decodeJpeg("image", jpeg, 600).toString());
    assertEquals("it is 20×30 pixels, more than 599", reason(jpeg, 599));
  }

  /** The pixels that the frame header promises are not even there. */
  @Test
  void decodeJpeg_headerOfManyPixels_isRefusedBeforeDecoding() throws IOException {
    byte[] bomb = image("jpg", 20, 30);
    int frame = 0;
    while (bomb[frame] != (byte) 0xff || bomb[frame + 1] != (byte) 0xc0) {
      frame++;
    }
    // ITU-T T.81, B.2.2: marker, length, precision, number of lines, samples per line.
    bomb[frame + 5] = (byte) (9_000 >> 8);
    bomb[frame + 6] = (byte) 9_000;
    bomb[frame + 7] = (byte) (12_000 >> 8);
    bomb[frame + 8] = (byte) 12_000;

    assertEquals("it is 12000×9000 pixels, more than 36000000", reason(bomb, 36_000_000));
  }

  @Test
  void decodeJpeg_anotherFormatOrNothing_isRefused() throws IOException {
    byte[] jpeg = image("jpg", 20, 30);

    assertEquals("it is no JPEG", reason(image("png", 20, 30), 600));
    assertEquals("it is no JPEG", reason(new byte[] {1, 2, 3}, 600));
    assertEquals("it is empty", reason(new byte[0], 600));
    assertEquals("it is cut short", reason(Arrays.copyOf(jpeg, jpeg.length / 2), 600));
  }

  private static String reason(byte[] bytes, long mostPixels) {
    return assertThrows(
            UnreadableCaptureException.class,
            () -> ImageDecoder.decodeJpeg("image", bytes, mostPixels))
        .reason();
  }

  private static byte[] image(String format, int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }
}
