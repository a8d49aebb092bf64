package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.video.heif.StillFixtures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegEncoderTest {
  @ParameterizedTest
  @CsvSource({"320, 240, 90, 2", "321, 241, 90, 2", "1, 1, 90, 3", "320, 240, 100, 1.5"})
  void encode_decoded_isTheSame(int width, int height, int quality, double loss)
      throws IOException {
    Image image = TestClips.numbered(0x55, width, height);
    try (JpegEncoder encoder = JpegEncoder.ofQuality(quality)) {
      byte[] jpeg = encoder.encode(image);

      assertTrue(StillFixtures.difference(ImageDecoder.decode("a", jpeg), image) < loss);
      BufferedImage other = ImageIO.read(new ByteArrayInputStream(jpeg));
      assertEquals(width, other.getWidth());
      assertTrue(StillFixtures.difference(image, (x, y) -> other.getRGB(x, y)) < loss);
    }
  }

  /**
   * Java's encoder scales the same tables of the standard. Of the first value, the mean of a block,
   * FFmpeg always keeps whole levels.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 30, 50, 75, 90, 97, 100})
  void encode_quality_coarsensAsJavaDoes(int quality) throws IOException {
    Image image = TestClips.numbered(3, 64, 48);
    try (JpegEncoder encoder = JpegEncoder.ofQuality(quality)) {
      List<byte[]> ours = tables(encoder.encode(image));
      List<byte[]> javas = tables(javas(image, quality));

      assertAlike(javas.get(0), ours.get(0));
      assertAlike(javas.get(1), ours.get(ours.size() - 1));
    }
  }

  /** Up to rounding: libjpeg scales by whole percents, Java does not. */
  private static void assertAlike(byte[] java, byte[] our) {
    assertEquals(63, our.length);
    for (int i = 0; i < our.length; i++) {
      assertEquals(java[i] & 0xFF, our[i] & 0xFF, 1.0);
    }
  }

  /** Only what a decoder needs (ITU-T T.81, table B.1): no EXIF, no comment. */
  @Test
  void encode_markers_areThoseOfABareJpeg() {
    try (JpegEncoder encoder = JpegEncoder.ofQuality(90)) {
      List<Integer> markers =
          segments(encoder.encode(TestClips.numbered(1))).stream()
              .map(segment -> segment[1] & 0xFF)
              .distinct()
              .toList();

      assertTrue(List.of(0xE0, 0xDB, 0xC0, 0xC4, 0xDA).containsAll(markers), markers::toString);
    }
  }

  @Test
  void encode_sizesInTurn_areEachTheirs() {
    try (JpegEncoder encoder = JpegEncoder.ofQuality(80)) {
      for (int i = 0; i < 6; i++) {
        Image image = TestClips.numbered(i, 320 + 16 * (i % 2), 240);
        Image read = ImageDecoder.decode("a", encoder.encode(image));
        assertEquals(image.toString(), read.toString());
        assertEquals(i, TestClips.number(read));
      }
    }
  }

  /** A JPEG has at most 65,535 rows or columns (ITU-T T.81, section B.2.2); FFmpeg stops before. */
  @Test
  void encode_tooWide_isRefused() {
    Image wide = Image.over(70_000, 1, new byte[210_000]);
    try (JpegEncoder encoder = JpegEncoder.ofQuality(90)) {
      var refusal = assertThrows(UnwritableVideoException.class, () -> encoder.encode(wide));
      assertEquals(
          "cannot write a JPEG: an image of 70000×1 is not encoded; take a smaller one",
          refusal.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void ofQuality_outOfRange_isRefused(int quality) {
    assertThrows(IllegalArgumentException.class, () -> JpegEncoder.ofQuality(quality));
  }

  /** Each with its marker, up to the scan. */
  private static List<byte[]> segments(byte[] jpeg) {
    List<byte[]> segments = new ArrayList<>();
    int at = 2;
    while (segments.isEmpty() || segments.get(segments.size() - 1)[1] != (byte) 0xDA) {
      int length = 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
      segments.add(Arrays.copyOfRange(jpeg, at, at + length));
      at += length;
    }
    return segments;
  }

  /** For brightness and colour, or for both, without the first value of each. */
  private static List<byte[]> tables(byte[] jpeg) {
    List<byte[]> tables = new ArrayList<>();
    for (byte[] segment : segments(jpeg)) {
      for (int at = 4; segment[1] == (byte) 0xDB && at < segment.length; at += 65) {
        tables.add(Arrays.copyOfRange(segment, at + 2, at + 65));
      }
    }
    return tables;
  }

  private static byte[] javas(Image image, int quality) throws IOException {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        buffered.setRGB(x, y, image.rgb(x, y));
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality / 100f);
      writer.write(null, new IIOImage(buffered, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
