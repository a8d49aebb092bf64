package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.WavFile;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.voice.dsp.Voices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sound that cannot be used: one sentence, and nothing of the sound, also where the whole of a
 * failure is printed.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class BadSoundTest {
  /** What every one of the files holds as its sound, and nobody may read anywhere else. */
  private static final String SOUND = "SECRETWORD";

  private static final VoicePackage VOICE =
      VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), 16_000, 2);

  @TempDir private Path folder;

  /** What is wrong. */
  enum Wrong {
    TEXT,
    ONLY_A_HEADER,
    CUT_OFF,
    UNKNOWN_FORMAT,
    NO_RATE,
    RATE_OUT_OF_PROPORTION,
    NO_CHANNEL,
    ODD_BITS,
    NO_NUMBERS;

    byte[] file() {
      byte[] file = spoken();
      ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      switch (this) {
        case TEXT -> file = SOUND.getBytes(StandardCharsets.US_ASCII);
        case ONLY_A_HEADER -> file = Arrays.copyOf(file, 30);
        case CUT_OFF -> file = Arrays.copyOf(file, file.length / 2);
        case UNKNOWN_FORMAT -> bytes.putShort(20, (short) 85);
        case NO_RATE -> bytes.putInt(24, 0);
        case RATE_OUT_OF_PROPORTION -> bytes.putInt(24, 2_000_000_000);
        case NO_CHANNEL -> bytes.putShort(22, (short) 0);
        case ODD_BITS -> bytes.putShort(34, (short) 13);
        case NO_NUMBERS -> {
          bytes.putShort(20, (short) 3).putShort(32, (short) 4).putShort(34, (short) 32);
          for (int at = 44; at + 4 <= file.length; at += 4) {
            bytes.putFloat(at, Float.NaN);
          }
        }
      }
      return file;
    }
  }

  private static byte[] spoken() {
    byte[] file = WavFile.of(new double[20_000], 16_000);
    byte[] sound = SOUND.getBytes(StandardCharsets.US_ASCII);
    for (int at = WavFile.HEADER; at + sound.length <= file.length; at += sound.length) {
      System.arraycopy(sound, 0, file, at, sound.length);
    }
    return file;
  }

  private static OpenedVoice opened() {
    return OpenedVoice.of(VOICE, new Random(1));
  }

  private static ReleasedWav released() {
    return new ReleasedWav("pitch", 16_000, Optional.empty());
  }

  private static void requireOneSentence(Throwable failure, String sentence) {
    assertEquals(1, sentence.lines().count(), sentence);
    assertFalse(sentence.contains("null"), sentence);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains(SOUND), trace.toString());
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void next_file_isLeftOutByItsNameInOneSentence(Wrong wrong) throws Exception {
    Path file = Files.write(folder.resolve("bad.wav"), wrong.file());
    try (FileUtterances stream =
        new FileUtterances(OneFile.of(file.toString()), opened(), released())) {
      var refusal = assertThrows(UnreadableCaptureException.class, stream::next);

      assertTrue(refusal.what().startsWith(file.toString()), refusal.what());
      requireOneSentence(refusal, refusal.getMessage() + refusal.reason());
      assertTrue(stream.next().isEmpty());
    }
  }

  /** Of a pipe that is cut off, what was said before counts; all else is refused. */
  @ParameterizedTest
  @EnumSource(
      value = Wrong.class,
      names = {"CUT_OFF", "NO_NUMBERS"},
      mode = EnumSource.Mode.EXCLUDE)
  void start_pipe_isRefusedInOneSentence(Wrong wrong) {
    InputStream in = new ByteArrayInputStream(wrong.file());
    var refusal =
        assertThrows(
            MalformedDataSetException.class,
            () -> LiveUtterances.start(WavPipe.open(in), opened(), released()).close());

    requireOneSentence(refusal, refusal.getMessage());
  }

  @Test
  void next_pipeOfNoNumbers_sendsNothing() {
    WavPipe pipe = WavPipe.open(new ByteArrayInputStream(Wrong.NO_NUMBERS.file()));
    try (LiveUtterances live = LiveUtterances.start(pipe, opened(), released())) {
      assertTrue(live.next().isEmpty());
      assertTrue(
          live.remarks().contains("sent nothing of 1: it holds a sample that is no number"),
          live.remarks().toString());
    }
  }

  /** What was said before is sent. */
  @Test
  void next_pipeThatBreaks_isOneSentenceBehindWhatItHeard() throws IOException {
    byte[] word = WavFile.of(Voices.vowel(120, 16_000, 700), 16_000);
    Arrays.fill(word, 40, 44, (byte) 0xFF);
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    WavPipe pipe = WavPipe.open(new SequenceInputStream(new ByteArrayInputStream(word), broken));
    try (LiveUtterances live = LiveUtterances.start(pipe, opened(), released())) {
      assertTrue(live.next().isPresent());
      var failure = assertThrows(MalformedDataSetException.class, live::next);

      assertEquals(
          "cannot hear - any further: it breaks off; does whoever writes it still run?",
          failure.getMessage());
    }
  }

  @Test
  void create_recordingWhereNoneCanBe_namesTheFile() {
    Path file = folder.resolve("gone").resolve("sent.wav");

    var refusal = assertThrows(UncheckedIOException.class, () -> WavRecording.create(file, 16_000));

    String said = String.valueOf(refusal.getMessage());
    assertTrue(said.startsWith("cannot write " + file), said);
    requireOneSentence(refusal, said);
  }
}
