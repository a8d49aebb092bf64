package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
  /** The test vector of FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void of_publishedVector_agrees(@TempDir Path folder) throws IOException {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    Path file = Files.write(folder.resolve("abc"), abc);

    assertEquals(ABC, Digest.of(abc).toString());
    assertEquals(ABC, Digest.ofFile(file).text());
  }

  @Test
  void ofHex_digitsAlone_areTheSameDigest() {
    Digest abc = new Digest(ABC);

    assertEquals(abc, Digest.ofHex(abc.hex()));
    assertEquals("ba7816bf8f01", abc.brief());
    assertThrows(IllegalArgumentException.class, () -> Digest.ofHex(ABC));
  }

  @Test
  void new_notOfTheForm_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Digest("md5:00"));
    assertThrows(IllegalArgumentException.class, () -> new Digest(ABC.toUpperCase(Locale.ROOT)));
  }
}
