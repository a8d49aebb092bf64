package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractorPackageTest {
  @TempDir Path folder;

  private static final ExtractorPackage PACKAGE =
      ExtractorPackage.of(Manifests.manifest(), Manifests.NETWORK);

  private Path written() {
    Path file = folder.resolve("gender.extractor");
    PACKAGE.write(file);
    return file;
  }

  @Test
  void read_ofWritten_isTheSamePackage() {
    ExtractorPackage read = ExtractorPackage.read(written());

    assertEquals(PACKAGE.manifest(), read.manifest());
    assertArrayEquals(PACKAGE.network(), read.network());
    assertTrue(read.certificate().isEmpty());
  }

  @Test
  void read_withCertificate_givesItBack() {
    Path file = folder.resolve("certified.extractor");
    PACKAGE.withCertificate(new byte[] {1, 2}).write(file);

    assertArrayEquals(new byte[] {1, 2}, ExtractorPackage.read(file).certificate().orElseThrow());
  }

  @Test
  void write_twice_givesTheSameBytesAndLeavesNothingElse() throws IOException {
    byte[] first = Files.readAllBytes(written());

    assertArrayEquals(first, Files.readAllBytes(written()));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void of_anotherNetworkThanTheManifests_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ExtractorPackage.of(Manifests.manifest(), new byte[] {9}));
  }

  @Test
  void read_networkExchanged_isRefusedByDigest() throws IOException {
    Path file =
        zip("manifest.json", PACKAGE.manifest().toBytes(), "extractor.onnx", new byte[] {9});

    assertRefused(file, "digest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../extractor.onnx", "/etc/passwd", "extra.txt", "MANIFEST.JSON"})
  void read_entryOutOfPlace_isRefused(String name) throws IOException {
    Path file =
        zip(
            "manifest.json",
            PACKAGE.manifest().toBytes(),
            "extractor.onnx",
            PACKAGE.network(),
            name,
            new byte[1]);

    assertRefused(file, "no place");
  }

  @Test
  void read_entryMissing_isRefused() throws IOException {
    assertRefused(zip("extractor.onnx", PACKAGE.network()), "lacks manifest.json");
    assertRefused(zip("manifest.json", PACKAGE.manifest().toBytes()), "lacks extractor.onnx");
  }

  @Test
  void read_entryOverItsLimit_isRefusedWithoutUnpackingAllOfIt() throws IOException {
    assertRefused(zip("manifest.json", new byte[(1 << 20) + 1]), "more than 1048576 bytes");
  }

  @Test
  void read_noSuchFile_isRefused() {
    assertRefused(folder.resolve("nowhere.extractor"), "there is no such file");
  }

  @Test
  void read_truncatedAnywhere_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    for (int length = 0; length < whole.length; length += 37) {
      Path file = folder.resolve("short.extractor");
      Files.write(file, Arrays.copyOf(whole, length));

      assertThrows(WinnowException.class, () -> ExtractorPackage.read(file), "length " + length);
    }
  }

  /**
   * A flipped bit in a stored entry breaks its digest or the JSON; elsewhere the ZIP's own form.
   */
  @Test
  void read_anyBitOfTheNetworkFlipped_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    int start = indexOf(whole, Manifests.NETWORK);
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] bent = whole.clone();
      bent[start + random.nextInt(Manifests.NETWORK.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = folder.resolve("bent.extractor");
      Files.write(file, bent);

      assertThrows(WinnowException.class, () -> ExtractorPackage.read(file));
    }
  }

  private static void assertRefused(Path file, String why) {
    var refusal = assertThrows(MalformedPackageException.class, () -> ExtractorPackage.read(file));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
  }

  private Path zip(Object... namesAndBytes) throws IOException {
    Path file = Files.createTempFile(folder, "made", ".extractor");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
        zip.write((byte[]) namesAndBytes[i + 1]);
      }
    }
    return file;
  }

  private static int indexOf(byte[] whole, byte[] part) {
    return new String(whole, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }
}
