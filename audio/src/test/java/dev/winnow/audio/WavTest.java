package dev.winnow.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.data.DamagedCaptureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WAV files as Java and SoX write them, and as they are found. */
class WavTest {
  private static final int LENGTH_OF_DATA = 40;

  @TempDir private Path folder;

  /**
   * A tone of half the height, of which SoX writes every coding, with WAVE_FORMAT_EXTENSIBLE too.
   */
  @ParameterizedTest
  @CsvSource({
    "8, unsigned-integer, 0.008",
    "16, signed-integer, 0.00004",
    "24, signed-integer, 1e-6",
    "32, signed-integer, 1e-6",
    "32, floating-point, 1e-6",
    "64, floating-point, 1e-6"
  })
  void parse_anyCodingOfSox_isTheToneThatWasWritten(int bits, String coding, double error)
      throws DamagedCaptureException {
    String words = "-r 8000 -n -c 2 -b %d -e %s OUT synth 800s sine 1000 vol 0.5";
    byte[] file = new Sox(folder).written("tone.wav", words.formatted(bits, coding).split(" "));

    Wav wav = Wav.parse(file);

    assertEquals(8000, wav.rate());
    assertEquals(2, wav.channels());
    assertEquals(800, wav.frames());
    for (int i = 0; i < 800; i++) {
      assertEquals(0.5 * Math.sin(2 * Math.PI * i / 8), wav.value(i), error + 1e-6, "at " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64})
  void parse_floatsOfJava_areTheNumbers(int bits) throws DamagedCaptureException {
    Wav wav = Wav.parse(WavFiles.ofFloats(16_000, bits, 0.25, -1.5, 1e-3));

    assertEquals(0.25, wav.value(0));
    assertEquals(-1.5, wav.value(1));
    assertEquals(1e-3, wav.value(2), 1e-9);
  }

  @Test
  void parse_thirtyTwoBits_goesFromMinusOneToBelowOne() throws DamagedCaptureException {
    Wav wav = Wav.parse(WavFiles.of(8000, 1, 32, Integer.MIN_VALUE, 0, 1 << 30));

    assertArrayEquals(new double[] {-1, 0, 0.5}, values(wav));
  }

  /** SoX cannot know the length of what it writes into a pipe. */
  @Test
  void parse_writtenIntoAPipe_isReadToTheEnd() throws DamagedCaptureException {
    byte[] file =
        new Sox(folder).piped("-r 8000 -n -b 16 -t wav - synth 800s sine 1000".split(" "));

    assertEquals(800, Wav.parse(file).frames());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE, 0x8000_0000})
  void parse_lengthThatNobodyFilledIn_isReadToTheEnd(int length) throws DamagedCaptureException {
    byte[] file = lengthened(WavFiles.of(8000, 1, 16, 16384, -16384, 8192), length);

    assertArrayEquals(new double[] {0.5, -0.5, 0.25}, values(Wav.parse(file)));
    assertEquals(2, Wav.parse(Arrays.copyOf(file, file.length - 1)).frames());
  }

  @Test
  void parse_noSamplesAtAll_isRefused() {
    byte[] empty = Arrays.copyOf(WavFiles.of(8000, 1, 16, 1), 44);

    assertEquals("it has no samples", refusal(lengthened(empty, 0)));
    assertEquals("it has no samples", refusal(lengthened(empty, -1)));
    byte[] listed = Arrays.copyOf(lengthened(empty, 0), 44 + 12);
    ByteBuffer.wrap(listed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(44, "LIST".getBytes(US_ASCII))
        .putInt(48, 4);
    assertEquals("it has no samples", refusal(listed));
  }

  /** EBU Tech 3306: what could be longer than 4 GB. */
  @Test
  void parse_rf64_isUnderstood() throws DamagedCaptureException {
    byte[] file = lengthened(WavFiles.of(8000, 1, 16, 16384), -1);
    ByteBuffer.wrap(file).put(0, "RF64".getBytes(US_ASCII));

    assertEquals(RecordingFormat.WAV, RecordingFormat.of(file));
    assertArrayEquals(new double[] {0.5}, values(Wav.parse(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20 | 6 | it is neither PCM of 8, 16, 24 or 32 bits nor floats of 32 or 64
          20 | 3 | it is neither PCM of 8, 16, 24 or 32 bits nor floats of 32 or 64
          34 | 12 | it is neither PCM of 8, 16, 24 or 32 bits nor floats of 32 or 64
          34 | 24 | its format contradicts itself
          32 | 4 | its format contradicts itself
          22 | 0 | its format contradicts itself
          22 | 2 | its format contradicts itself
          16 | 8 | its format is cut short
          40 | 9 | it is cut short
          40 | 7 | it is cut short
          """)
  void parse_contradictoryOrUnknown_saysWhat(int place, int number, String clause) {
    byte[] file = WavFiles.of(8000, 1, 16, 1, 2, 3, 4);
    file[place] = (byte) number;

    assertEquals(clause, refusal(file));
  }

  private static byte[] lengthened(byte[] file, int length) {
    byte[] other = file.clone();
    ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(LENGTH_OF_DATA, length);
    return other;
  }

  private static double[] values(Recording recording) {
    double[] values = new double[recording.frames()];
    Arrays.setAll(values, recording::value);
    return values;
  }

  private static String refusal(byte[] file) {
    return assertThrows(DamagedCaptureException.class, () -> Wav.parse(file)).clause();
  }
}
