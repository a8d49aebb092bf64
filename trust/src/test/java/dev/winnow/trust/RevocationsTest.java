package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationsTest {
  private static final Digest ONE = Digest.of(new byte[] {1});
  private static final Digest TWO = Digest.of(new byte[] {2});

  private static Revocations parse(String text) {
    return Revocations.parse("list", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void read_digestsAndComments_holdsTheDigests(@TempDir Path folder) throws IOException {
    String text = "# stolen in March\n%s # the key\r\n\n  %s\n".formatted(ONE, TWO);
    Path file = Files.writeString(folder.resolve("revoked"), text);

    Revocations read = Revocations.read(file);

    assertEquals(Set.of(ONE, TWO), read.digests());
    assertTrue(read.contains(ONE));
    assertFalse(Revocations.none().contains(ONE));
  }

  @Test
  void parse_nothing_revokesNothing() {
    assertEquals(Revocations.none(), parse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5:00", "revoke everything", "sha256:00", "sha256:", "\u0000"})
  void parse_unknownLine_isRefusedByItsNumber(String line) {
    var e =
        assertThrows(
            MalformedRevocationsException.class, () -> parse(ONE + "\n" + line + "\n" + TWO));

    assertTrue(e.getMessage().startsWith("line 2 of the list of revocations list"), e.getMessage());
  }

  @Test
  void parse_notText_isRefused() {
    assertThrows(
        MalformedRevocationsException.class,
        () -> Revocations.parse("list", new byte[] {'#', (byte) 0xff}));
  }

  @Test
  void parse_tooLarge_isRefused() {
    assertThrows(
        MalformedRevocationsException.class,
        () -> Revocations.parse("list", new byte[Revocations.LIMIT + 1]));
  }

  @Test
  void read_notThere_isRefused(@TempDir Path folder) {
    var e =
        assertThrows(
            MalformedRevocationsException.class, () -> Revocations.read(folder.resolve("none")));
    assertTrue(e.getMessage().contains("cannot be read"), e.getMessage());
  }
}
