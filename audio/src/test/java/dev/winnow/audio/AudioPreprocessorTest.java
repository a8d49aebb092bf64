package dev.winnow.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.UnreadableCaptureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AudioPreprocessorTest {
  private static final CaptureId WHOLE = CaptureId.ofFile("a.wav");

  @Test
  void read_sixteenBits_goesFromMinusOneToBelowOne() {
    byte[] file = WavFiles.of(8000, 1, 16, -32768, 0, 16384, 32767);

    assertArrayEquals(
        new float[] {-1, 0, 0.5f, 32767 / 32768f}, read(AudioSpec.of(8000, 4), WHOLE, file));
  }

  @Test
  void read_otherWidths_haveTheSameRange() {
    assertArrayEquals(
        new float[] {-1, 0, 127 / 128f},
        read(AudioSpec.of(8000, 3), WHOLE, WavFiles.of(8000, 1, 8, 0, 128, 255)));
    assertArrayEquals(
        new float[] {-1, -1 / 8_388_608f, 0.5f},
        read(AudioSpec.of(8000, 3), WHOLE, WavFiles.of(8000, 1, 24, -8_388_608, -1, 4_194_304)));
  }

  @Test
  void read_twoChannels_areAveraged() {
    byte[] file = WavFiles.of(8000, 2, 16, 16384, 0, -16384, -32768);

    assertArrayEquals(new float[] {0.25f, -0.75f}, read(AudioSpec.of(8000, 2), WHOLE, file));
  }

  @Test
  void read_shorterOne_isFollowedByZerosAndALongerOneCutAroundTheMiddle() {
    byte[] file = WavFiles.of(8000, 1, 16, 0, 8192, 16384, 8192, 0);

    assertArrayEquals(
        new float[] {0, 0.25f, 0.5f, 0.25f, 0, 0, 0}, read(AudioSpec.of(8000, 7), WHOLE, file));
    assertArrayEquals(new float[] {0.25f, 0.5f, 0.25f}, read(AudioSpec.of(8000, 3), WHOLE, file));
    assertArrayEquals(
        new float[] {-1, -0.5f, 0, -0.5f, -1, -1},
        read(new AudioSpec(8000, 6, 0.5, 0.5), WHOLE, file));
  }

  @Test
  void read_window_isThatPartOnly() {
    byte[] file = WavFiles.of(4, 1, 16, 0, 8192, 16384, 8192, 0);
    CaptureId part = new CaptureId("a.wav", 0, Optional.of(new TimeWindow(0.25, 0.75)));
    CaptureId late = new CaptureId("a.wav", 0, Optional.of(new TimeWindow(2, 3)));

    assertArrayEquals(new float[] {0.25f, 0.5f, 0}, read(AudioSpec.of(4, 3), part, file));
    assertEquals(
        "it has no sample where it should be read", refusal(AudioSpec.of(4, 3), late, file));
  }

  /** Half a second of a low tone, stereo at 48 kHz, where the network takes 16 kHz. */
  @Test
  void read_anotherRate_isResampled() {
    int[] stereo = new int[48_000];
    for (int i = 0; i < stereo.length; i++) {
      stereo[i] =
          (int) Math.round(16_000 * Math.sin(2 * Math.PI * 300 * ((i - i % 2) / 2.0) / 48_000.0));
    }
    byte[] file = WavFiles.of(48_000, 2, 16, stereo);
    CaptureId part = new CaptureId("a.wav", 0, Optional.of(new TimeWindow(0.1, 0.2)));

    float[] samples = read(AudioSpec.of(16_000, 1_600), part, file);

    for (int i = 0; i < samples.length; i++) {
      double expected = 16_000 / 32_768.0 * Math.sin(2 * Math.PI * 300 * (1_600 + i) / 16_000.0);
      assertEquals(expected, samples[i], 1e-4);
    }
    assertEquals(0.5, AudioPreprocessor.of(AudioSpec.of(16_000, 1)).duration(WHOLE, file));
  }

  @Test
  void read_rateFarAboveTheNetworks_isRefused() {
    assertEquals(
        "it has 96000 samples a second, too many to make the network's 8 of them",
        refusal(AudioSpec.of(8, 4), WHOLE, WavFiles.of(96_000, 1, 16, 1, 2, 3)));
    byte[] high = WavFiles.of(8000, 1, 16, 1, 2, 3);
    high[27] = 0x7F;
    assertEquals("its rate is out of range", refusal(AudioSpec.of(8000, 4), WHOLE, high));
  }

  @Test
  void read_floatThatIsNoNumber_isRefused() {
    byte[] file = WavFiles.ofFloats(8000, 32, 0.5, Double.NaN, 0.25);

    assertEquals(
        "it holds a sample that is no number", refusal(AudioSpec.of(8000, 3), WHOLE, file));
  }

  /** Nothing on this module's class path reads them. */
  @Test
  void read_formatOfFfmpeg_saysWhatToSet() {
    AudioSpec spec = AudioSpec.of(8000, 4);
    for (String head : List.of("fLaC", "OggS", "ID3\4")) {
      String refusal = refusal(spec, WHOLE, Arrays.copyOf(head.getBytes(US_ASCII), 100));
      assertTrue(refusal.endsWith("set WINNOW_FFMPEG=1 to read FLAC, Ogg and MP3"), refusal);
    }
    assertEquals(
        "it is of the format AIFF, which is not read here",
        refusal(spec, WHOLE, "FORM\0\0\0\0AIFFCOMM".getBytes(US_ASCII)));
  }

  @Test
  void read_damaged_saysWhat() {
    AudioSpec spec = AudioSpec.of(8000, 4);
    byte[] whole = WavFiles.of(8000, 1, 16, 1, 2, 3, 4);

    assertEquals("it is no WAV, FLAC, Ogg or MP3 file", refusal(spec, WHOLE, new byte[100]));
    assertEquals("it is cut short", refusal(spec, WHOLE, Arrays.copyOf(whole, whole.length - 2)));
    assertEquals("it lacks its part \"data\"", refusal(spec, WHOLE, Arrays.copyOf(whole, 36)));
  }

  /** Whatever the bytes are, they are read or refused. */
  @Test
  void read_anyBytesBehindAHead_isReadOrRefused() {
    AudioSpec spec = AudioSpec.of(8000, 4);
    byte[] whole = WavFiles.of(8000, 1, 16, 1, 2, 3, 4);
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int change = 0; change < 3 && bytes.length > 12; change++) {
        bytes[12 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt();
      }
      try {
        read(spec, WHOLE, bytes);
      } catch (UnreadableCaptureException e) {
        assertTrue(e.getMessage().startsWith("cannot read a.wav: it"), e.getMessage());
      }
    }
  }

  @Test
  void read_extensibleFormatAfterAnotherPart_isUnderstood() {
    ByteBuffer file = ByteBuffer.allocate(12 + 8 + 4 + 8 + 40 + 8 + 4);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(US_ASCII)).putInt(76);
    file.put("WAVELIST".getBytes(US_ASCII)).putInt(3).putInt(0);
    file.put("fmt ".getBytes(US_ASCII)).putInt(40);
    file.putShort((short) 0xFFFE).putShort((short) 1).putInt(8000).putInt(16_000);
    file.putShort((short) 2).putShort((short) 16).putShort((short) 22).putShort((short) 16);
    file.putInt(4).putShort((short) 1).position(file.position() + 14);
    file.put("data".getBytes(US_ASCII)).putInt(4);
    file.putShort((short) 16384).putShort((short) -16384);

    assertArrayEquals(new float[] {0.5f, -0.5f}, read(AudioSpec.of(8000, 2), WHOLE, file.array()));
  }

  private static float[] read(AudioSpec spec, CaptureId id, byte[] file) {
    Tensor into = Tensor.allocate(spec.shape());
    AudioPreprocessor.of(spec).read(id, file, into);
    return into.toArray();
  }

  private static String refusal(AudioSpec spec, CaptureId id, byte[] file) {
    return assertThrows(UnreadableCaptureException.class, () -> read(spec, id, file)).reason();
  }
}
