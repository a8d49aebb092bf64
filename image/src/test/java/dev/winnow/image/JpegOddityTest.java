package dev.winnow.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.data.UnreadableCaptureException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JPEGs as people have them: what other programs open is opened, and what is damaged is refused.
 */
class JpegOddityTest {
  private static final byte[] PLAIN = ImageFixtures.bytes("images/420.jpg");
  private static final byte[] PROGRESSIVE = ImageFixtures.bytes("images/progressive.jpg");

  /** A photo large enough that its scan has a middle. */
  private static final byte[] PHOTO = photo();

  @Test
  void decode_bytesBetweenSegments_areSkipped() {
    assertSame(spliced(2, bytes(0xFF, 0xFF, 0xFF)));
    assertSame(spliced(20, bytes(0x3F, 0x3E)));
    assertSame(spliced(20, new byte[16]));
  }

  @Test
  void decode_anyColourProfile_isIgnored() {
    byte[] profile = new byte[900];
    assertSame(spliced(20, icc(1, 1, new byte[0])));
    assertSame(spliced(20, icc(1, 1, profile), icc(1, 1, profile)));
    assertSame(spliced(20, icc(1, 2, profile)));
    assertSame(spliced(20, icc(1, 2, profile), icc(2, 3, profile)));
    assertSame(spliced(20, icc(0, 1, profile)));
  }

  @Test
  void decode_shortAdobeSegment_isIgnored() {
    assertSame(spliced(20, segment(0xEE, "Adobe\0d@\0\0\0".getBytes(ISO_8859_1))));
  }

  @Test
  void decode_secondImageBehindTheFirst_isNotLookedAt() {
    assertSame(joined(PLAIN, PHOTO));
    assertSame(joined(PLAIN, new byte[5000]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void decode_noEndMarkerAndAllPixels_isRead(int which) {
    byte[] whole = List.of(PLAIN, PROGRESSIVE, PHOTO).get(which);

    Image image = decode(Arrays.copyOf(whole, whole.length - 2));

    assertArrayEquals(decode(whole).samples(), image.samples());
  }

  @Test
  void decode_cutInHalfAndEnded_isRefused() {
    byte[] half = Arrays.copyOf(PHOTO, PHOTO.length / 2);

    assertEquals("it is cut short", refusal(joined(half, bytes(0xFF, 0xD9))));
    assertTrue(refusal(joined(half, new byte[half.length])).matches("it is (damaged|cut short)"));
  }

  @Test
  void decode_holeOfZeros_isRefused() {
    byte[] holed = PHOTO.clone();
    Arrays.fill(holed, holed.length / 2, holed.length / 2 + holed.length / 4, (byte) 0);

    assertTrue(refusal(holed).matches("it is (damaged|cut short)"));
  }

  /** The first scans of a progressive JPEG show the whole image, coarsely. */
  @Test
  void decode_progressiveWithoutItsLastScans_isRefused() {
    for (int at = PROGRESSIVE.length - 2; at > 0; at--) {
      if (PROGRESSIVE[at] == (byte) 0xFF && PROGRESSIVE[at + 1] == (byte) 0xDA) {
        byte[] part = Arrays.copyOf(PROGRESSIVE, at);
        assertEquals("it is cut short", refusal(part));
        assertEquals("it is cut short", refusal(joined(part, bytes(0xFF, 0xD9))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "C3, 8, that is lossless",
    "C5, 8, that is hierarchical",
    "C7, 8, that is lossless",
    "C1, 12, of 12 bits",
  })
  void decode_otherProcess_isCalledWhatItIs(String marker, int bits, String how) {
    byte[] other = PLAIN.clone();
    int frame = frame(other);
    other[frame + 1] = (byte) Integer.parseInt(marker, 16);
    other[frame + 4] = (byte) bits;

    assertEquals("it is a JPEG " + how + ", a kind that is not read here", refusal(other));
  }

  @Test
  void decode_heightBehindThePixels_isCalledWhatItIs() {
    byte[] other = PLAIN.clone();
    Arrays.fill(other, frame(other) + 5, frame(other) + 7, (byte) 0);

    assertTrue(refusal(other).contains("(DNL), a kind that is not read here"));
  }

  @ParameterizedTest
  @CsvSource({"12000, 9000, 6000×4500", "16320, 12240, 5440×4080"})
  void decode_photoOfAPhonesLargestSensor_isReadAtAPartOfItsSize(int width, int height, String as) {
    Image image = decode(uniform(width, height));

    assertEquals(as, image.toString());
    assertEquals(0x808080, image.rgb(image.width() - 1, image.height() - 1));
  }

  @Test
  void decode_evenLarger_isRefusedBeforeDecoding() {
    byte[] bomb = PLAIN.clone();
    Arrays.fill(bomb, frame(bomb) + 5, frame(bomb) + 9, (byte) 0xFE);

    assertEquals("it is 65278×65278 pixels, more than 100000000", refusal(bomb));
  }

  /** All its coefficients would have to be in memory. */
  @Test
  void decode_largeProgressive_isRefusedBeforeDecoding() {
    byte[] large = PROGRESSIVE.clone();
    byte[] size = {0x2E, (byte) 0xE0, 0x2E, (byte) 0xE0};
    System.arraycopy(size, 0, large, frame(large) + 5, 4);

    assertEquals("it is 12000×12000 pixels, more than 100000000", refusal(large));
  }

  private static void assertSame(byte[] odd) {
    assertArrayEquals(decode(PLAIN).samples(), decode(odd).samples());
  }

  private static Image decode(byte[] bytes) {
    return ImageDecoder.decode("photo", bytes);
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(UnreadableCaptureException.class, () -> decode(bytes)).reason();
  }

  private static byte[] photo() {
    return JpegRecompression.jpeg(ImagePreprocessorTest.pattern(160, 120), 0.9f);
  }

  /** A grey JPEG: of every block the code of the difference 0, and the code of its end. */
  private static byte[] uniform(int width, int height) {
    byte[] small = ImageFixtures.bytes("images/grey.jpg");
    byte[] size = {(byte) (height >> 8), (byte) height, (byte) (width >> 8), (byte) width};
    System.arraycopy(size, 0, small, frame(small) + 5, 4);
    int scan = scan(small);
    // 00 1010, four times: the tables are those of the standard (K.3).
    byte[] pixels = new byte[(width / 8) * (height / 8) / 4 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (0x28A28A >> (16 - 8 * (i % 3)));
    }
    return joined(Arrays.copyOf(small, scan), pixels, bytes(0xFF, 0xD9));
  }

  private static int frame(byte[] jpeg) {
    int at = 2;
    while (jpeg[at + 1] != (byte) 0xC0 && jpeg[at + 1] != (byte) 0xC2) {
      at += 2 + JpegSegments.number(jpeg, at + 2);
    }
    return at;
  }

  private static int scan(byte[] jpeg) {
    int at = 2;
    while (jpeg[at + 1] != (byte) 0xDA) {
      at += 2 + JpegSegments.number(jpeg, at + 2);
    }
    return at + 2 + JpegSegments.number(jpeg, at + 2);
  }

  /** The plain JPEG with something in between; its JFIF segment ends at 20. */
  private static byte[] spliced(int at, byte[]... more) {
    byte[] rest = Arrays.copyOfRange(PLAIN, at, PLAIN.length);
    return joined(Arrays.copyOf(PLAIN, at), joined(more), rest);
  }

  private static byte[] icc(int number, int count, byte[] profile) {
    return segment(
        0xE2, joined("ICC_PROFILE\0".getBytes(ISO_8859_1), bytes(number, count), profile));
  }

  private static byte[] segment(int marker, byte[] body) {
    int length = body.length + 2;
    return joined(bytes(0xFF, marker, length >> 8, length), body);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
