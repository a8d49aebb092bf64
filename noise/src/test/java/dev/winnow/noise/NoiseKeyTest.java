package dev.winnow.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
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

  /** Whoever sets a server up wrongly, or badly, may leave such a file. */
  @ParameterizedTest
  @ValueSource(bytes = {0, -1, 'x'})
  void open_constantBytes_isRefusedAndLeftAlone(byte value) throws IOException {
    NoiseKey.open(file());
    byte[] bytes = new byte[NoiseKey.BYTES];
    Arrays.fill(bytes, value);
    Files.write(file(), bytes);

    assertTrue(refusal(file()).contains(file() + " is constant"));
    assertArrayEquals(bytes, Files.readAllBytes(file()));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights")
  @Test
  void open_linkWhereverItLeads_isRefused() throws IOException {
    NoiseKey.open(file());
    Path link = Files.createSymbolicLink(file().resolveSibling("link"), file());
    Path nowhere = Files.createSymbolicLink(file().resolveSibling("to"), Path.of("nowhere"));

    assertTrue(refusal(link).contains(link + " is a link"));
    assertTrue(refusal(nowhere).contains(nowhere + " is a link"));
    assertTrue(Files.notExists(file().resolveSibling("nowhere")));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights")
  @Test
  void open_linkToTheFolder_isFollowed() throws IOException {
    String tag = tag(NoiseKey.open(file()));
    Path link = Files.createSymbolicLink(home.resolve("link"), file().getParent());

    assertEquals(tag, tag(NoiseKey.open(link.resolve("noise.key"))));
  }

  @Test
  void open_folder_isRefusedAsOne() throws IOException {
    Path folder = Files.createDirectories(file());

    assertTrue(refusal(folder).contains(folder + " is a folder"));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no pipes with names")
  @Test
  void open_pipe_isRefusedAndNotWaitedFor() throws IOException, InterruptedException {
    NoiseKey.open(file());
    Path pipe = file().resolveSibling("pipe");
    assumeTrue(isMade(pipe), "there is no mkfifo");

    String sentence = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(pipe));

    assertTrue(sentence.contains(pipe + " is a pipe or a device"), sentence);
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX owners")
  @Test
  void open_somebodyElsesFile_isRefused() throws IOException {
    NoiseKey.open(file());
    giveAway(file());

    assertTrue(refusal(file()).contains(file() + " belongs to " + Files.getOwner(file())));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwx---rwx"})
  void open_folderOpenToOthers_isRefusedAndNothingMade(String permissions) throws IOException {
    Path folder = Files.createDirectory(home.resolve("new"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));

    String sentence = refusal(file());

    assertTrue(sentence.contains(folder + " is open to them (" + permissions + ")"), sentence);
    assertTrue(sentence.contains("chmod go-w"), sentence);
    assertEquals(List.of(), folder());
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
  @Test
  void open_folderOpenedLater_isRefused() throws IOException {
    NoiseKey.open(file());
    // As of /tmp: the sticky bit, where there is one, keeps nobody from being there first.
    Files.setPosixFilePermissions(
        home.resolve("new"), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertTrue(refusal(file()).contains("others may put another file in the place"));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX owners")
  @Test
  void open_somebodyElsesFolder_isRefused() throws IOException {
    NoiseKey.open(file());
    giveAway(home.resolve("new"));

    assertTrue(refusal(file()).contains(" is open to them ("));
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(UnusableNoiseKeyException.class, () -> NoiseKey.open(file)).getMessage());
  }

  private static boolean isMade(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Only root may. */
  private static void giveAway(Path file) {
    try {
      Files.setAttribute(file, "unix:uid", 54321);
    } catch (IOException e) {
      assumeTrue(false, "files cannot be given away here");
    }
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
