package dev.winnow.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballTest {
  private static final String LONG = "package/" + "folder/".repeat(14) + "b.bin";

  @TempDir Path folder;

  private final byte[] bytes =
      Tarballs.of(
          new TreeMap<>(
              Map.of(
                  "package/a.bin",
                  "first".getBytes(UTF_8),
                  LONG,
                  new byte[700],
                  "package/z.bin",
                  "last".getBytes(UTF_8))));

  @Test
  void file_exactName_isRead() {
    Tarball tarball = Tarballs.verified(folder, bytes);

    assertArrayEquals("last".getBytes(UTF_8), tarball.file("package/z.bin", 4));
    assertArrayEquals("first".getBytes(UTF_8), tarball.file("package/a.bin", 100));
  }

  @Test
  void file_nameBeyondAHundredBytes_isRead() {
    assertEquals(700, Tarballs.verified(folder, bytes).file(LONG, 700).length);
  }

  @Test
  void file_missing_isNamed() {
    Tarball tarball = Tarballs.verified(folder, bytes);

    assertRefused("holds no file package/y.bin", () -> tarball.file("package/y.bin", 4));
    assertRefused("holds no file a.bin", () -> tarball.file("a.bin", 4));
  }

  @Test
  void file_largerThanAllowed_isRefused() {
    Tarball tarball = Tarballs.verified(folder, bytes);

    assertRefused("has 5 bytes, more than the 4", () -> tarball.file("package/a.bin", 4));
  }

  @Test
  void file_notGzip_isRefused() {
    Tarball tarball = Tarballs.verified(folder, "no gzip".getBytes(UTF_8));

    assertRefused("is broken", () -> tarball.file("package/a.bin", 4));
  }

  @Test
  void file_sizeThatIsNoNumber_isRefused() throws IOException {
    byte[] header = new byte[512];
    Arrays.fill(header, (byte) '-');
    Tarball tarball = Tarballs.verified(folder, gzip(header));

    assertRefused("is broken", () -> tarball.file("package/a.bin", 4));
  }

  @Test
  void file_cutShort_isRefused() throws IOException {
    byte[] header = new byte[512];
    byte[] name = "package/a.bin".getBytes(UTF_8);
    System.arraycopy(name, 0, header, 0, name.length);
    header[134] = '4';
    Tarball tarball = Tarballs.verified(folder, gzip(header));

    assertRefused("is broken", () -> tarball.file("package/a.bin", 4));
  }

  @Test
  void verified_oneByteOther_isRefusedWithBothDigests() throws IOException {
    NpmPackage pinned = Tarballs.pinned(bytes);
    bytes[bytes.length / 2] ^= 1;
    Path file = Files.write(folder.resolve("other.tgz"), bytes);

    var refusal = assertThrows(RefusedPackageException.class, () -> Tarball.verified(pinned, file));

    assertTrue(
        refusal.getMessage().startsWith("other.tgz is not the tarball of @scope/faces@1.0."));
    assertTrue(refusal.getMessage().contains(pinned.integrity()));
    assertTrue(refusal.getMessage().contains(Tarballs.pinned(bytes).integrity()));
  }

  @Test
  void verified_noSuchFile_isRefused() {
    NpmPackage pinned = Tarballs.pinned(bytes);

    assertRefused("cannot be read", () -> Tarball.verified(pinned, folder.resolve("none.tgz")));
  }

  private static void assertRefused(String sentence, Runnable action) {
    var refusal = assertThrows(RefusedPackageException.class, action::run);
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
