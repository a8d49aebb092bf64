package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.Recording;
import dev.winnow.audio.RecordingReader;
import dev.winnow.audio.WavFile;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.voice.dsp.Voices;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class RecordingDisguiseTest {
  private static final int SEED = 5;
  private static final VoicePackage VOICE =
      VoicePackage.of(
          VoiceSettings.of(
              Map.of(
                  "method", "pitch-formant", "semitones", "-6..-3", "formant-ratio", "0.8..0.9")),
          16_000,
          4);

  @TempDir private Path folder;

  private static Recording read(byte[] wav) throws DamagedCaptureException {
    return new RecordingReader().read(wav);
  }

  /** Vowels of other people with pauses between them, at 8 kHz. */
  private static byte[] talk(int words) {
    double[] sound = new double[words * 16_000];
    for (int word = 0; word < words; word++) {
      double[] vowel = Voices.vowel(210 + 10 * word, 9_000, 700, 1_220);
      System.arraycopy(vowel, 0, sound, word * 16_000 + 3_000, vowel.length);
    }
    return WavFile.of(sound, 8_000);
  }

  /** The samples of files that left, as Java's own reader of sound has them. */
  private static double[] samples(List<byte[]> files) throws Exception {
    List<double[]> all = new ArrayList<>();
    for (byte[] file : files) {
      try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
        ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[bytes.remaining() / 2];
        Arrays.setAll(values, i -> bytes.getShort(2 * i) / 32_768.0);
        all.add(values);
      }
    }
    return all.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** The stream that a node reads, of the same random numbers: three recordings in one session. */
  @ParameterizedTest
  @ValueSource(strings = {"utterance", "session"})
  void released_severalRecordings_isWhatTheNodesStreamReleases(String draw) throws Exception {
    Map<String, String> words = VOICE.settings().toMap();
    words.put("draw", draw);
    VoicePackage voice = VoicePackage.of(VoiceSettings.of(words), 16_000, 4);
    RecordingDisguise disguise = RecordingDisguise.of(voice, new Random(SEED));
    OpenedVoice node = OpenedVoice.of(voice, new Random(SEED));

    for (int count : new int[] {1, 6, 2}) {
      Path file = Files.write(folder.resolve(count + ".wav"), talk(count));
      List<byte[]> sent = new ArrayList<>();
      try (FileUtterances stream =
          new FileUtterances(
              OneFile.of(file.toString()),
              node,
              new ReleasedWav("pitch-formant", 16_000, Optional.empty()))) {
        for (Optional<FilteredCapture> next = stream.next();
            next.isPresent();
            next = stream.next()) {
          sent.add(next.get().content());
        }
      }

      double[] released = disguise.released(read(talk(count)), Optional.empty()).orElseThrow();

      assertEquals(count > 2, sent.size() > 1);
      assertArrayEquals(samples(sent), released);
    }
  }

  @Test
  void released_recordingWithoutASound_isEmptyAsTheStreamWithholdsIt() throws Exception {
    byte[] silent = WavFile.of(new double[16_000], 8_000);
    Path file = Files.write(folder.resolve("silent.wav"), silent);
    OpenedVoice node = OpenedVoice.of(VOICE, new Random(SEED));
    try (FileUtterances stream =
        new FileUtterances(
            OneFile.of(file.toString()), node, new ReleasedWav("", 16_000, Optional.empty()))) {
      assertThrows(UnreadableCaptureException.class, stream::next);
    }

    RecordingDisguise disguise = RecordingDisguise.of(VOICE, new Random(SEED));

    assertTrue(disguise.released(read(silent), Optional.empty()).isEmpty());
  }

  @Test
  void plain_partOfARecording_isThatPartAsItWasSpoken() throws Exception {
    double[] sound = Voices.vowel(120, 3 * 16_000, 700);
    Recording recording = read(WavFile.of(sound, 16_000));
    RecordingDisguise disguise = RecordingDisguise.of(VOICE, new Random(SEED));

    double[] part = disguise.plain(recording, Optional.of(new TimeWindow(1, 2.5)));

    assertArrayEquals(Arrays.copyOfRange(sound, 16_000, 40_000), part, 1e-4);
    assertEquals(48_000, disguise.plain(recording, Optional.empty()).length);
    assertThrows(
        DamagedCaptureException.class,
        () -> disguise.plain(recording, Optional.of(new TimeWindow(3, 4))));
  }

  @Test
  void released_rateOutOfAllProportion_isRefused() {
    RecordingDisguise disguise = RecordingDisguise.of(VOICE, new Random(SEED));
    Recording odd = Recording.of(7, new float[20]);

    DamagedCaptureException refusal =
        assertThrows(DamagedCaptureException.class, () -> disguise.released(odd, Optional.empty()));

    assertEquals(
        "it has 7 samples a second, out of all proportion to the 16,000 that leave",
        refusal.clause());
  }
}
