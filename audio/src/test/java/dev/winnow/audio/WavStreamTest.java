package dev.winnow.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.data.DamagedCaptureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WAV files that are read while they come. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class WavStreamTest {
  @TempDir private Path folder;

  private static WavStream open(byte[] file) throws IOException {
    return WavStream.open(new ByteArrayInputStream(file));
  }

  @Test
  void read_twoChannels_areTheirMeanInBlocks() throws IOException {
    byte[] file = WavFiles.of(8_000, 2, 16, 0, 16_384, -16_384, 0, 8_192, 8_192);

    try (WavStream stream = open(file)) {
      assertEquals(8_000, stream.rate());
      assertArrayEquals(new double[] {0.25, -0.25}, stream.read(2));
      assertArrayEquals(new double[] {0.25}, stream.read(2));
      assertArrayEquals(new double[0], stream.read(2));
    }
  }

  /** What follows the sound is not sound. */
  @Test
  void read_chunkBehindTheSound_isLeftOut() throws IOException {
    byte[] file = WavFiles.of(8_000, 1, 16, 1, 2);
    byte[] longer = Arrays.copyOf(file, file.length + 12);

    try (WavStream stream = open(longer)) {
      assertEquals(2, stream.read(100).length);
    }
  }

  /** SoX writes a length that nobody can know into a pipe. */
  @Test
  void read_whatSoxPipes_isReadToItsEnd() throws IOException {
    byte[] piped =
        new Sox(folder).piped("-n", "-r", "16000", "-b", "24", "-t", "wav", "-", "synth", "0.5");

    try (WavStream stream = open(piped)) {
      assertEquals(16_000, stream.rate());
      assertEquals(8_000, stream.read(20_000).length);
    }
  }

  /** Whoever was recording was stopped within a sample. */
  @Test
  void read_cutShort_givesTheWholeSamples() throws IOException {
    byte[] file = WavFiles.of(8_000, 1, 16, 1, 2, 3);

    try (WavStream stream = open(Arrays.copyOf(file, file.length - 1))) {
      assertEquals(2, stream.read(100).length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 12, 20, 30, 43})
  void open_endsBeforeItsSound_isRefused(int length) {
    byte[] file = WavFiles.of(8_000, 1, 16, 1, 2, 3);

    assertThrows(DamagedCaptureException.class, () -> open(Arrays.copyOf(file, length)));
  }

  @Test
  void open_soundBeforeItsFormat_isRefused() {
    byte[] file = WavFiles.of(8_000, 1, 16, 1, 2, 3);
    file[12] = 'x';

    assertThrows(DamagedCaptureException.class, () -> open(file));
  }
}
