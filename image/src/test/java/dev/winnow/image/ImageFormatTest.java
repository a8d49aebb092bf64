package dev.winnow.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.data.CsvTable;
import dev.winnow.data.FileKind;
import dev.winnow.data.UnreadableCaptureException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files are what they hold, whatever they are called. */
class ImageFormatTest {
  private static final ImageModality IMAGES = new ImageModality();

  static Stream<String> images() {
    return ImageFixtures.table("images.csv").rows().stream()
        .map(CsvTable.Row::values)
        .map(row -> row.get(0));
  }

  @ParameterizedTest
  @MethodSource("images")
  void kindOf_everyImageThatIsRead_isACaptureUnderAnyName(String name) {
    byte[] bytes = ImageFixtures.bytes("images/" + name);
    byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, ImageFormat.HEAD));

    assertEquals(FileKind.CAPTURE, IMAGES.kindOf("DCIM0001", head));
    assertEquals(FileKind.CAPTURE, IMAGES.kindOf("notes.txt", head));
  }

  /** First bytes as ISO/IEC 14496-12, ISO/IEC 15444-1 and others have them. */
  @ParameterizedTest
  @CsvSource({
    "000000186674797068656963000000006d69663168656963, HEIC",
    "000000186674797068656978000000006d69663168656978, HEIC",
    "00000018667479706d696631000000006d69663168656963, HEIC",
    "000000206674797061766966000000006176696d6d6966316d696166, AVIF",
    "0000001c667479706d6966310000000061766966 6d6966316d696166, AVIF",
    "00000018667479706372782000000001637278206973 6f6d, camera raw",
    "000000146674797071742020000000007174202000000000, video",
    "0000001866747970 6d703432000000006d70343269736f6d, video",
    "1a45dfa3010000000000001f, video",
    "524946460000000041564920 4c495354, video",
    "0000000c6a5020200d0a870a, JPEG 2000",
    "ff4fff51002f, JPEG 2000",
    "0000000c4a584c200d0a870a, JPEG XL",
    "38425053000100000000, Photoshop",
    "49492a00100000004352 0200, camera raw",
    "46554a4946494c4d4343442d52415720, camera raw"
  })
  void kindOf_anImageThatIsNotRead_isLeftOutByItsName(String head, String kind) {
    byte[] bytes = HexFormat.of().parseHex(head.replace(" ", ""));

    FileKind found = IMAGES.kindOf("IMG_0001.jpg", bytes);
    assertEquals(kind, found.name());
    assertFalse(found.isCapture());
    var refusal =
        assertThrows(
            UnreadableCaptureException.class, () -> ImageDecoder.decode("IMG_0001.jpg", bytes));
    assertTrue(
        refusal.reason().startsWith("it is " + kind + ", which is not read here"), refusal::reason);
  }

  /** Phones take HEIC: who has a folder of them must learn how they are read. */
  @Test
  void kindOf_heicWithoutItsReader_saysHowToReadIt() {
    byte[] bytes = HexFormat.of().parseHex("000000186674797068656963000000006d69663168656963");
    String remedy = "set WINNOW_FFMPEG=1 to read HEIC and AVIF";

    assertEquals(FileKind.leftOut("HEIC", remedy), IMAGES.kindOf("IMG_0001.HEIC", bytes));
    var refusal =
        assertThrows(UnreadableCaptureException.class, () -> ImageDecoder.decode("a", bytes));
    assertEquals("it is HEIC, which is not read here (" + remedy + ")", refusal.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "BMW 320 for sale: call in the evening",
    "P1 is late",
    "RIFF raff",
    "''",
    "GIF",
    "II"
  })
  void kindOf_text_isNoImageUnlessItsNameSaysSo(String text) {
    byte[] head = text.getBytes(ISO_8859_1);

    assertEquals(FileKind.OTHER, IMAGES.kindOf("README", head));
    assertEquals(FileKind.CAPTURE, IMAGES.kindOf("a.JPE", head));
  }

  @Test
  void decode_emptyFile_isCalledSo() {
    var refusal =
        assertThrows(
            UnreadableCaptureException.class, () -> ImageDecoder.decode("a.jpg", new byte[0]));
    assertEquals("it is empty", refusal.reason());
  }

  /** The readers of TIFF and WebP cost memory that a node which never sees one does not have. */
  @Test
  void decode_jpegAndPng_loadsNoPlugin() throws Exception {
    String plain = classesLoadedBy("420.jpg", "rgb.png", "palette.gif", "rgb.bmp");
    assertTrue(plain.contains("dev.winnow.image.Jpeg "), plain);
    assertFalse(plain.contains("com.twelvemonkeys"));
    assertTrue(classesLoadedBy("lossless.webp").contains("com.twelvemonkeys"));
  }

  private static String classesLoadedBy(String... names) throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElse("java");
    Stream<String> command =
        Stream.of(
            java,
            "-Xlog:class+load:stdout",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    Process process =
        new ProcessBuilder(Stream.concat(command, Stream.of(names)).toList())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String loaded = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertEquals(0, process.waitFor());
    return loaded;
  }

  /** Decodes some fixtures. */
  static final class Main {
    private Main() {}

    public static void main(String[] names) {
      for (String name : names) {
        ImageDecoder.decode(name, ImageFixtures.bytes("images/" + name));
      }
    }
  }
}
