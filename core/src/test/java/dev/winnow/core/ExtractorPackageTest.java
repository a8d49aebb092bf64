package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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
  void read_ofAFilter_givesItsFilesBackAndNoNetwork() {
    Map<String, byte[]> files = Map.of("faces.onnx", new byte[] {1}, "plates.xml", new byte[] {2});
    List<CaptureFilter.Part> parts =
        files.entrySet().stream()
            .map(f -> new CaptureFilter.Part(f.getKey(), Digest.of(f.getValue()), Map.of()))
            .toList();
    Manifest own = PACKAGE.manifest();
    Manifest mask =
        new Manifest(
            "street",
            "1",
            own.preprocessing(),
            new CaptureFilter(CaptureFilter.Method.MASK, Map.of("fill", "solid"), parts),
            own.analyzer(),
            own.provenance());
    Path file = folder.resolve("street.extractor");
    ExtractorPackage.of(mask, files).write(file);

    ExtractorPackage read = ExtractorPackage.read(file);

    assertEquals(mask, read.manifest());
    files.forEach((name, bytes) -> assertArrayEquals(bytes, read.file(name)));
    assertThrows(UnsupportedPackageException.class, read::network);
    assertThrows(IllegalArgumentException.class, () -> ExtractorPackage.of(mask, new byte[] {1}));
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

  @Test
  void read_anyBitFlipped_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Path file = folder.resolve("bent.extractor");
    // Three bits of every five bytes.
    for (int bit = 0; bit < 8 * whole.length; bit += 13) {
      byte[] bent = whole.clone();
      bent[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bent);

      assertThrows(WinnowException.class, () -> ExtractorPackage.read(file), "bit " + bit);
    }
  }

  /**
   * Java decodes an entry's comment when the entry is looked at, and not when the file is opened.
   */
  @Test
  void read_commentThatIsNoText_isRefused() throws IOException {
    Path file = written();
    byte[] whole = Files.readAllBytes(file);
    int end = whole.length - 22; // The end record, of a ZIP without a comment of its own.
    ByteBuffer changed = ByteBuffer.allocate(whole.length + 1).order(ByteOrder.LITTLE_ENDIAN);
    changed.put(whole, 0, end).put((byte) 0xFF).put(whole, end, 22);
    changed.putInt(end + 1 + 12, changed.getInt(end + 1 + 12) + 1); // Size of the directory.
    int directory = changed.getInt(end + 1 + 16);
    int last = directory;
    for (int at = directory;
        at < end;
        at += 46 + changed.getShort(at + 28) + changed.getShort(at + 30)) {
      last = at;
    }
    changed.putShort(last + 32, (short) 1); // Length of the last entry's comment.
    Files.write(file, changed.array());

    assertThrows(MalformedPackageException.class, () -> ExtractorPackage.read(file));
  }

  @Test
  void read_manifestSpeltOtherwise_isRefused() throws IOException {
    byte[] spaced =
        (new String(PACKAGE.manifest().toBytes(), StandardCharsets.UTF_8) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    Path file = zip("manifest.json", spaced, "extractor.onnx", PACKAGE.network());

    assertRefused(file, "byte for byte");
  }

  @Test
  void read_somethingBetweenEntriesOrInFront_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    byte[] padded = new byte[whole.length + 7];
    System.arraycopy(whole, 0, padded, 7, whole.length);
    Path file = folder.resolve("padded.extractor");
    Files.write(file, padded);

    assertThrows(MalformedPackageException.class, () -> ExtractorPackage.read(file));
  }

  @Test
  void read_entryCompressed_isRefused() throws IOException {
    Path file = folder.resolve("bomb.extractor");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("extractor.onnx"));
      zip.write(new byte[1 << 20]);
    }

    assertRefused(file, "not stored as it is");
  }

  @Test
  void read_manyEntries_isRefusedBeforeTheyAreListed() throws IOException {
    Object[] many = new Object[200];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "entry" + i;
      many[i + 1] = new byte[0];
    }

    assertRefused(zip(many), "more than the 10 entries");
  }

  @Test
  void manifestDigest_ofAPackage_isOfTheBytesInTheFile() throws IOException {
    try (ZipFile zip = new ZipFile(written().toFile());
        var in = zip.getInputStream(zip.getEntry("manifest.json"))) {
      assertEquals(Digest.of(in.readAllBytes()), PACKAGE.manifestDigest());
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
        ZipEntry entry = new ZipEntry((String) namesAndBytes[i]);
        byte[] bytes = (byte[]) namesAndBytes[i + 1];
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
      }
    }
    return file;
  }
}
