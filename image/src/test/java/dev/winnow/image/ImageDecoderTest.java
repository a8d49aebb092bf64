package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.data.CsvTable;
import dev.winnow.data.UnreadableCaptureException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  static Stream<List<String>> decoded() {
    return ImageFixtures.table("images.csv").rows().stream().map(CsvTable.Row::values);
  }

  @ParameterizedTest
  @MethodSource("decoded")
  void decode_everyCoding_agreesWithPillow(List<String> row) {
    String name = row.get(0);
    Image image = ImageDecoder.decode(name, ImageFixtures.bytes("images/" + name));

    assertEquals(row.get(1) + "×" + row.get(2), image.toString(), name);
    int[] expected = pixels(row.get(3));
    for (int i = 0; i < expected.length; i++) {
      assertClose(expected[i], image.rgb(i % image.width(), i / image.width()), name);
    }
  }

  /** Pillow rounds CMYK and alpha its own way, by at most 1 of 255; all else is exact. */
  private static void assertClose(int expected, int actual, String name) {
    int tolerance = name.matches("cmyk.*|ycck.*|.*alpha.*|rgba.*|palette.gif") ? 1 : 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int off = ((expected >> shift) & 0xFF) - ((actual >> shift) & 0xFF);
      assertTrue(
          Math.abs(off) <= tolerance,
          () -> "%s: %06X instead of %06X".formatted(name, actual, expected));
    }
  }

  private static int[] pixels(String hex) {
    int[] pixels = new int[hex.length() / 6];
    Arrays.setAll(pixels, i -> Integer.parseInt(hex.substring(6 * i, 6 * i + 6), 16));
    return pixels;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.png",
        "420.jpg",
        "progressive.jpg",
        "rgb.bmp",
        "p5.pgm",
        "p2.pgm",
        "lossless.webp",
        "palette.gif",
        "lzw.tif",
        "rgb.pam",
        "p4.pbm"
      })
  void decode_cutShortAnywhere_isRefused(String name) {
    byte[] whole = ImageFixtures.bytes("images/" + name);
    // The last bytes of PNG (checksum and IEND) and the last digit of a P2 hold no pixel.
    int least = name.endsWith("png") ? 24 : 4;
    for (int length = 0; length < whole.length - least; length += 7) {
      byte[] part = Arrays.copyOf(whole, length);
      var refusal =
          assertThrows(
              UnreadableCaptureException.class,
              () -> ImageDecoder.decode("face", part),
              name + length);
      assertTrue(refusal.getMessage().startsWith("cannot read face: it is "));
    }
  }

  @ParameterizedTest
  @MethodSource("decoded")
  void decode_randomDamage_endsInAImageOrARefusal(List<String> row) {
    byte[] whole = ImageFixtures.bytes("images/" + row.get(0));
    Random random = new Random(1);
    for (int round = 0; round < 60; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        ImageDecoder.decode("damaged", damaged);
      } catch (UnreadableCaptureException refused) {
        assertFalse(refused.reason().isEmpty());
      }
    }
  }

  @Test
  void decode_hugeDimensionsInASmallFile_areRefusedBeforeDecoding() {
    byte[] bomb = "P5 100000 100000 255\n".getBytes(StandardCharsets.US_ASCII);

    var refusal =
        assertThrows(UnreadableCaptureException.class, () -> ImageDecoder.decode("bomb.pgm", bomb));

    assertEquals(
        "cannot read bomb.pgm: it is 100000×100000 pixels, more than 100000000;"
            + " mend or remove it",
        refusal.getMessage());
  }

  @Test
  void decode_hugePng_isRefusedBeforeDecoding() {
    byte[] bomb = ImageFixtures.bytes("images/rgb.png");
    bomb[16] = 0x10; // the highest byte of the width in IHDR

    assertThrows(UnreadableCaptureException.class, () -> ImageDecoder.decode("bomb.png", bomb));
  }

  @Test
  void decode_somethingElse_isRefused() {
    byte[] text = "hello".getBytes(StandardCharsets.US_ASCII);

    var refusal =
        assertThrows(UnreadableCaptureException.class, () -> ImageDecoder.decode("x.png", text));

    assertEquals("it is no image that is known here", refusal.reason());
  }

  @Test
  void decode_pgmAboveItsMaximum_isRefused() {
    byte[] bad = "P2 2 1 7\n3 8\n".getBytes(StandardCharsets.US_ASCII);

    var refusal =
        assertThrows(UnreadableCaptureException.class, () -> ImageDecoder.decode("x", bad));

    assertEquals("it has a value above its own maximum", refusal.reason());
  }

  @Test
  void read_wrongEnding_goesByContent(@TempDir Path folder) {
    Path file =
        ImageFixtures.write(folder.resolve("face.bmp"), ImageFixtures.bytes("images/rgb.png"));

    assertEquals("13×9", ImageDecoder.read(file).toString());
  }

  @Test
  void read_missingFile_isRefused(@TempDir Path folder) {
    var refusal =
        assertThrows(
            UnreadableCaptureException.class, () -> ImageDecoder.read(folder.resolve("gone.png")));

    assertEquals("there is no such file", refusal.reason());
  }

  @Test
  void of_pixels_copiesThemAndDropsTheUpperBits() {
    int[] rgb = {0xFF010203, 0x00040506};
    Image image = Image.of(2, 1, rgb);
    rgb[0] = 0;

    assertArrayEquals(new int[] {0x010203, 0x040506}, new int[] {image.rgb(0, 0), image.rgb(1, 0)});
    assertThrows(IndexOutOfBoundsException.class, () -> image.rgb(2, 0));
    assertThrows(IllegalArgumentException.class, () -> Image.of(2, 2, rgb));
  }
}
