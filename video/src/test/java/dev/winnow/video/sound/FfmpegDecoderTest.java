package dev.winnow.video.sound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.audio.AudioModality;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.UnreadableCaptureException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the encoders of Xiph.Org and LAME wrote, read as an edge with this module reads it. */
class FfmpegDecoderTest {
  private static final int RATE = 48_000;
  private static final int FRAMES = 24_000;
  private static final String ENCODERS =
      """
      FLAC, flac --silent -o OUT IN
      Vorbis, oggenc -Q -q 8 -o OUT IN
      Opus, opusenc --quiet --bitrate 192 IN OUT
      MP3, lame --quiet -b 256 IN OUT
      """;

  @TempDir private Path folder;

  /** FLAC loses nothing. */
  @Test
  void read_flac_isWhatWasWritten() throws IOException, InterruptedException {
    byte[] wav = wav();

    byte[] flac = encoded("flac --silent -o OUT IN");

    assertArrayEquals(samples(wav), samples(flac));
    assertEquals(FileKind.CAPTURE, new AudioModality().kindOf("a.bin", flac));
  }

  /**
   * The others lose what is 25 dB below, and nothing of the length: encoders' delays are cut off.
   */
  @ParameterizedTest
  @CsvSource(textBlock = ENCODERS)
  void read_anyOfThem_isNearlyWhatWasWritten(String name, String command)
      throws IOException, InterruptedException {
    byte[] file = encoded(command);
    float[] expected = samples(wav());

    float[] read = samples(file);

    assertEquals(0.5, preprocessor().duration(CaptureId.ofFile(name), file), 1e-9);
    double power = 0;
    double error = 0;
    for (int i = 0; i < FRAMES; i++) {
      power += expected[i] * expected[i];
      error += Math.pow(read[i] - expected[i], 2);
    }
    double decibels = 10 * Math.log10(power / (error + 1e-30));
    assertTrue(decibels > 25, name + " is " + decibels + " dB above its error");
  }

  @ParameterizedTest
  @CsvSource(textBlock = ENCODERS)
  void read_aWindow_isThatPartOfTheWhole(String name, String command)
      throws IOException, InterruptedException {
    byte[] file = encoded(command);
    CaptureId part = new CaptureId(name, 0, Optional.of(new TimeWindow(0.25, 0.5)));

    float[] read = read(preprocessor(), part, file);

    assertArrayEquals(
        Arrays.copyOfRange(samples(file), FRAMES / 2, FRAMES), Arrays.copyOf(read, FRAMES / 2));
  }

  /** Wherever it is cut, nobody takes it for a shorter recording. */
  @ParameterizedTest
  @CsvSource(textBlock = ENCODERS)
  void read_cutShort_isRefused(String name, String command)
      throws IOException, InterruptedException {
    byte[] file = encoded(command);
    for (int left : new int[] {40, file.length / 3, file.length / 2, file.length - 7}) {
      byte[] cut = Arrays.copyOf(file, left);

      var refusal = assertThrows(UnreadableCaptureException.class, () -> samples(cut), name + left);

      assertTrue(refusal.reason().matches("it is (cut short|damaged)|its header is .*"), name);
    }
  }

  /** FLAC and Ogg have checksums. */
  @ParameterizedTest
  @CsvSource({"flac --silent -o OUT IN", "oggenc -Q -o OUT IN"})
  void read_changedBytes_isRefusedOrRead(String command) throws IOException, InterruptedException {
    byte[] file = encoded(command);
    byte[] changed = file.clone();
    changed[file.length / 2] ^= 0x55;
    assertThrows(UnreadableCaptureException.class, () -> samples(changed));
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = Arrays.copyOf(file, file.length);
      for (int change = 0; change < 3; change++) {
        bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
      }
      try {
        samples(bytes);
      } catch (UnreadableCaptureException e) {
        assertTrue(e.reason().startsWith("it"), e.reason());
      }
    }
  }

  private byte[] encoded(String command) throws IOException, InterruptedException {
    Path in = folder.resolve("in.wav");
    Path out = folder.resolve("out" + command.hashCode());
    Files.write(in, wav());
    List<String> words = new ArrayList<>();
    for (String word : List.of(command.split(" "))) {
      words.add(word.replace("IN", in.toString()).replace("OUT", out.toString()));
    }
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, words.get(0) + " is not installed");
      throw e;
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return Files.readAllBytes(out);
  }

  /** Two channels, of which the second is softer; half a second. */
  private static byte[] wav() throws IOException {
    byte[] pcm = new byte[4 * FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      double time = (double) i / RATE;
      double tone = Math.sin(2 * Math.PI * (200 + 1500 * time) * time);
      int value = (int) Math.round(12_000 * tone);
      put(pcm, 4 * i, value);
      put(pcm, 4 * i + 2, value / 2);
    }
    var format = new AudioFormat(RATE, 16, 2, true, false);
    var file = new ByteArrayOutputStream();
    try (var in = new AudioInputStream(new ByteArrayInputStream(pcm), format, FRAMES)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file);
    }
    return file.toByteArray();
  }

  private static void put(byte[] pcm, int at, int value) {
    pcm[at] = (byte) value;
    pcm[at + 1] = (byte) (value >> 8);
  }

  private static float[] samples(byte[] file) {
    return read(preprocessor(), CaptureId.ofFile("a"), file);
  }

  private static InputPreprocessor preprocessor() {
    return new AudioModality().preprocessor(AudioSpec.of(RATE, FRAMES));
  }

  private static float[] read(InputPreprocessor preprocessor, CaptureId id, byte[] file) {
    Tensor into = Tensor.allocate(preprocessor.spec().shape());
    preprocessor.read(id, file, into);
    return into.toArray();
  }
}
