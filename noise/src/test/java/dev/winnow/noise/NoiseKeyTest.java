package dev.winnow.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that keeps a node's noise secret. */
class NoiseKeyTest {
  @TempDir private Path home;

  private Path file() {
    return home.resolve("new/noise.key");
  }

  private static String tag(NoiseKey secret) {
    return HexFormat.of().formatHex(secret.mac().doFinal(new byte[0]));
  }

  private List<String> folder() throws IOException {
    try (Stream<Path> files = Files.list(file().getParent())) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void open_firstStart_makesASecretThatLaterStartsRead() throws IOException {
    String first = tag(NoiseKey.open(file()));

    assertEquals(first, tag(NoiseKey.open(file())));
    assertEquals(32, Files.size(file()));
    assertEquals(List.of("noise.key"), folder());
  }

  @Test
  void open_inTwoPlaces_makesDifferentSecrets() {
    assertFalse(tag(NoiseKey.open(file())).equals(tag(NoiseKey.open(home.resolve("other")))));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
  @Test
  void open_firstStart_letsNobodyElseRead() throws IOException {
    NoiseKey.open(file());

    assertEquals("rw-------", permissions(file()));
    assertEquals("rwx------", permissions(home.resolve("new")));
  }

  @Test
  void open_manyNodesAtOnce_getTheSame() throws IOException {
    Set<String> tags = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 64).parallel().forEach(i -> tags.add(tag(NoiseKey.open(file()))));

    assertEquals(1, tags.size());
    assertEquals(List.of("noise.key"), folder());
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw--w----", "rwxrwxrwx"})
  void open_othersMayUseIt_isRefusedAndLeftAlone(String permissions) throws IOException {
    NoiseKey.open(file());
    byte[] before = Files.readAllBytes(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));

    var e = assertThrows(UnusableNoiseKeyException.class, () -> NoiseKey.open(file()));

    assertTrue(e.getMessage().contains(file() + " (" + permissions + ")"), e.getMessage());
    assertTrue(e.getMessage().contains("chmod 600"), e.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 1_000_000})
  void open_anotherLength_isRefusedWithoutShowingIt(int length) throws IOException {
    NoiseKey.open(file());
    Files.writeString(file(), "s".repeat(length), StandardCharsets.US_ASCII);

    var e = assertThrows(UnusableNoiseKeyException.class, () -> NoiseKey.open(file()));

    assertTrue(e.getMessage().contains("must hold 32 bytes"), e.getMessage());
    assertFalse(e.getMessage().contains("sss"), e.getMessage());
  }

  @Test
  void open_placeThatCannotBe_isRefusedAndNamed() throws IOException {
    Path blocked = Files.createFile(home.resolve("file")).resolve("noise.key");

    var e = assertThrows(UnusableNoiseKeyException.class, () -> NoiseKey.open(blocked));

    assertTrue(e.getMessage().contains(blocked.toString()), e.getMessage());
    assertThrows(UnusableNoiseKeyException.class, () -> NoiseKey.open(home));
  }

  @Test
  void of_anotherLength_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> NoiseKey.of(new byte[31]));
  }

  @Test
  void of_bytes_areCopied() {
    byte[] bytes = new byte[32];
    NoiseKey secret = NoiseKey.of(bytes);
    String before = tag(secret);
    bytes[0] = 1;

    assertEquals(before, tag(secret));
  }

  @Test
  void toString_anySecret_showsNothing() {
    assertEquals("a noise key", NoiseKey.of(new byte[32]).toString());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
