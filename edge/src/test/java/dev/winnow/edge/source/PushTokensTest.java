package dev.winnow.edge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.files.PrivateFiles;
import dev.winnow.edge.MalformedOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which devices may send captures. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class PushTokensTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    Path file = folder.resolve("devices");
    Files.createFile(file, PrivateFiles.file(file));
    return Files.writeString(file, text);
  }

  private String refusal(Path file) {
    String sentence =
        String.valueOf(
            assertThrows(MalformedOptionException.class, () -> PushTokens.read(file)).getMessage());
    assertFalse(sentence.contains("secret"), sentence);
    return sentence;
  }

  @Test
  void device_tokenOfTheFile_isItsName() throws IOException {
    PushTokens tokens =
        PushTokens.read(
            file("# ours\n\nphone  secret0123456789\ndoor.1\tanothersecret0123456789 \n"));

    assertEquals(Optional.of("phone"), tokens.device(Optional.of("Bearer secret0123456789")));
    assertEquals(
        Optional.of("door.1"), tokens.device(Optional.of("bearer anothersecret0123456789")));
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer secret012345678", "Bearer secret01234567890", "Basic secret0123456789",
    "secret0123456789", "Bearer", "Bearer phone"
  })
  void device_anythingElse_isNobody(String header) throws IOException {
    PushTokens tokens = PushTokens.read(file("phone secret0123456789\n"));

    assertEquals(Optional.empty(), tokens.device(Optional.of(header)));
    assertEquals(Optional.empty(), tokens.device(Optional.empty()));
  }

  @Test
  void read_fileThatOthersMayRead_isRefused() throws IOException {
    Path file = file("phone secret0123456789\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertTrue(refusal(file).contains("chmod 600"));
  }

  @ParameterizedTest
  @CsvSource({
    "phone secret, line 1 of",
    "secret0123456789secret, line 1 of",
    "my phone secret0123456789, line 1 of",
    "'phone secret0123456789\nphone othersecret0123456789', names phone a second time",
    "'# nothing', holds no token"
  })
  void read_damagedFile_namesTheLineAndNoToken(String text, String said) throws IOException {
    assertTrue(refusal(file(text.replace("\\n", "\n"))).contains(said));
  }

  @Test
  void read_noFile_saysHowToMakeOne() {
    assertTrue(refusal(folder.resolve("none")).contains("NAME TOKEN"));
  }
}
