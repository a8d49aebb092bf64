package dev.winnow.video.heif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.data.FileKind;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.image.ImageModality;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HEIC by libheif's encoder and AVIF by libavif's, read as an edge with this module reads them. */
class HeifReaderTest {
  /** At good quality a soft picture comes back within so many levels on average. */
  private static final double LOSS = 2;

  /** So far may two decoders be apart: in how they round, and spread colours over pixels. */
  private static final double ROUNDING = 1;

  private static final int WIDTH = 240;
  private static final int HEIGHT = 180;

  @TempDir Path folder;
  private StillFixtures stills;

  @BeforeEach
  void stills() {
    stills = new StillFixtures(folder);
  }

  @ParameterizedTest
  @CsvSource({"heic, heif-enc, -q 95, heif-convert", "avif, avifenc, -s 9, avifdec"})
  void read_picture_isTheOneThatWasEncoded(
      String ending, String encoder, String options, String decoder) throws IOException {
    Path picture = stills.picture("a.png", WIDTH, HEIGHT);
    Path file = stills.encoded(picture, "a." + ending, encoder, options.split(" "));

    Image image = ImageDecoder.read(file);

    assertEquals(FileKind.CAPTURE, new ImageModality().kindOf("a", Files.readAllBytes(file)));
    assertEquals(WIDTH + "×" + HEIGHT, image.toString());
    assertClose(StillFixtures.difference(image, StillFixtures.SOFT), LOSS);
    assertClose(StillFixtures.difference(image, stills.decodedBy(decoder, file)), ROUNDING);
  }

  /** HEVC codes even sizes alone; libheif cuts the rest off by a grid of one tile. */
  @ParameterizedTest
  @CsvSource({"heic, heif-enc", "avif, avifenc"})
  void read_oddSize_isKept(String ending, String encoder) {
    Path file = stills.encoded(stills.picture("a.png", 241, 181), "a." + ending, encoder);

    Image image = ImageDecoder.read(file);

    assertEquals("241×181", image.toString());
    assertClose(StillFixtures.difference(image, StillFixtures.SOFT), LOSS);
  }

  @ParameterizedTest
  @CsvSource({"-d 10", "-d 12", "-y 420", "-y 422", "-r limited", "--lossless", "--premultiply"})
  void read_avifOfAnyDepthAndColours_isTheSame(String options) {
    Path picture = stills.picture("a.png", WIDTH, HEIGHT);
    Path file = stills.encoded(picture, "a.avif", "avifenc", options.split(" "));

    assertClose(StillFixtures.difference(ImageDecoder.read(file), StillFixtures.SOFT), LOSS);
  }

  @Test
  void read_grid_isPutTogether() {
    Path picture = stills.picture("a.png", 320, 256);
    Path file = stills.encoded(picture, "a.avif", "avifenc", "-g", "2x2", "-y", "444");

    Image image = ImageDecoder.read(file);

    assertEquals("320×256", image.toString());
    assertClose(StillFixtures.difference(image, StillFixtures.SOFT), LOSS);
  }

  /** A photo as phones store it, of which libheif's decoder makes the same. */
  @Test
  void read_turnedGridOfHeic_isPutTogetherUpright() throws Exception {
    List<Path> tiles = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Path picture = stills.picture(i + ".png", new Rectangle(i % 2 * 160, i / 2 * 128, 160, 128));
      tiles.add(stills.encoded(picture, i + ".heic", "heif-enc", "-q", "95"));
    }
    Path file = folder.resolve("grid.heic");
    Files.write(file, TileGrid.of(tiles, List.of(160, 128), List.of(310, 250)));

    Image image = ImageDecoder.read(file);

    assertEquals("250×310", image.toString());
    IntBinaryOperator right = (x, y) -> StillFixtures.SOFT.applyAsInt(y, 249 - x);
    assertClose(StillFixtures.difference(image, right), LOSS);
    assertClose(StillFixtures.difference(image, stills.decodedBy("heif-convert", file)), ROUNDING);
  }

  /** Quarter turns to the left, then mirroring; libheif's decoder turns, libavif's does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--irot 1",
        "--irot 2",
        "--irot 3",
        "--imir 0",
        "--imir 1",
        "--irot 1 --imir 0",
        "--irot 3 --imir 0"
      })
  void read_turnedPicture_isUpright(String options) {
    Path picture = stills.picture("a.png", WIDTH, HEIGHT);
    Path file = stills.encoded(picture, "a.avif", "avifenc", options.split(" "));

    Image image = ImageDecoder.read(file);

    assertClose(StillFixtures.difference(image, stills.decodedBy("heif-convert", file)), ROUNDING);
  }

  @Test
  void read_turnedGrid_isUprightOnce() {
    Path picture = stills.picture("a.png", 320, 256);
    Path file = stills.encoded(picture, "a.avif", "avifenc", "-g", "2x2", "--irot", "1");

    Image image = ImageDecoder.read(file);

    assertEquals("256×320", image.toString());
    IntBinaryOperator left = (x, y) -> StillFixtures.SOFT.applyAsInt(319 - y, x);
    assertClose(StillFixtures.difference(image, left), LOSS);
  }

  /** libheif's encoder keeps a photo's EXIF and writes no box that turns. */
  @Test
  void read_turnedByExifAlone_isUpright() throws IOException {
    Path photo = stills.picture("a.jpg", WIDTH, HEIGHT);
    Files.write(photo, turned(Files.readAllBytes(photo), 6));
    Path file = stills.encoded(photo, "a.heic", "heif-enc", "-q", "95");

    Image image = ImageDecoder.read(file);

    assertEquals(HEIGHT + "×" + WIDTH, image.toString());
    IntBinaryOperator right = (x, y) -> StillFixtures.SOFT.applyAsInt(y, HEIGHT - 1 - x);
    assertClose(StillFixtures.difference(image, right), 2 * LOSS);
  }

  @ParameterizedTest
  @CsvSource({"heic, heif-enc", "avif, avifenc"})
  void read_cutShort_isRefusedWhereverItIsCut(String ending, String encoder) throws IOException {
    Path picture = stills.picture("a.png", WIDTH, HEIGHT);
    byte[] whole = Files.readAllBytes(stills.encoded(picture, "a." + ending, encoder));

    for (int cut : IntStream.of(1, 20, whole.length / 3, whole.length / 2).toArray()) {
      byte[] part = Arrays.copyOf(whole, whole.length - cut);
      var refusal =
          assertThrows(UnreadableCaptureException.class, () -> ImageDecoder.decode("a", part));
      assertTrue(
          Stream.of("it is cut short", "its header is damaged, or of a kind that is not read")
              .anyMatch(refusal.reason()::equals),
          refusal::reason);
    }
  }

  /** What the header says is what memory is taken for, and what the picture must have. */
  @ParameterizedTest
  @CsvSource({
    "heic, heif-enc, 64, 64, it is damaged",
    "heic, heif-enc, 4096, 4096, its picture has another size than its header says",
    "heic, heif-enc, 20000, 20000, 'its tiles have 400000000 pixels together, more than 200000000'",
    "heic, heif-enc, 12000, 12000, 'it is 12000×12000 pixels, more than 100000000'",
    "avif, avifenc, 64, 64, its picture has another size than its header says",
    "avif, avifenc, 4096, 4096, its picture has another size than its header says",
    "avif, avifenc, 12000, 12000, 'it is 12000×12000 pixels, more than 100000000'"
  })
  void read_lyingSize_isRefused(String ending, String encoder, int width, int height, String reason)
      throws IOException {
    Path picture = stills.picture("a.png", WIDTH, HEIGHT);
    byte[] file = Files.readAllBytes(stills.encoded(picture, "a." + ending, encoder));
    // ISO/IEC 23008-12, section 6.5.3: the box ispe, its version, width and height.
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("ispe");
    ByteBuffer.wrap(file).putInt(at + 8, width).putInt(at + 12, height);

    var refusal =
        assertThrows(UnreadableCaptureException.class, () -> ImageDecoder.decode("a", file));

    assertEquals(reason, refusal.reason());
  }

  /** A JPEG with EXIF of an orientation behind its first marker (CIPA DC-008). */
  private static byte[] turned(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(2 + 2 + 6 + 26);
    exif.putShort((short) 0xFFE1).putShort((short) (exif.capacity() - 2));
    exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    ByteBuffer photo = ByteBuffer.allocate(jpeg.length + exif.capacity());
    return photo.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2).array();
  }

  private static void assertClose(double difference, double most) {
    assertTrue(difference <= most, () -> "differs by " + difference + " levels");
  }
}
