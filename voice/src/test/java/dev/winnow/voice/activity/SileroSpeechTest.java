package dev.winnow.voice.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.audio.Recording;
import dev.winnow.audio.RecordingReader;
import dev.winnow.core.Progress;
import dev.winnow.voice.RecordingDisguise;
import dev.winnow.voice.VoiceMethod;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import dev.winnow.zoo.FetchFailedException;
import dev.winnow.zoo.Pretrained;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silero's network, as {@code winnow fetch vad} writes it, between a noise and a voice. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class SileroSpeechTest {
  private static final int RATE = 8_000;

  @TempDir private Path folder;

  private RecordingDisguise disguise() {
    Path file = folder.resolve("vad.onnx");
    try {
      Pretrained.named("vad").fetch(Progress.NONE).write(file);
    } catch (FetchFailedException e) {
      abort(e.getMessage());
    }
    VoicePackage voice =
        VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), RATE, 10)
            .withDetector(SpeechDetector.read(file));
    return RecordingDisguise.of(voice, new Random(1));
  }

  private static Recording recording(double[] samples) {
    float[] values = new float[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) samples[i];
    }
    return Recording.of(RATE, values);
  }

  /** White noise of −40 dB, and the hum of a mains. */
  private static double[] room(double seconds) {
    Random random = new Random(3);
    double[] sound = new double[(int) (seconds * RATE)];
    Arrays.setAll(
        sound, i -> 0.01 * random.nextGaussian() + 0.02 * Math.sin(2 * Math.PI * 50 * i / RATE));
    return sound;
  }

  @Test
  void released_roomInWhichNobodySpeaks_isNothing() throws Exception {
    try (RecordingDisguise disguise = disguise()) {
      assertTrue(disguise.released(recording(room(4)), Optional.empty()).isEmpty());
    }
  }

  private static Path words() {
    Path words =
        Path.of(System.getenv().getOrDefault("WINNOW_DATA", "")).resolve("fsdd/recordings");
    assumeTrue(Files.isDirectory(words), "WINNOW_DATA names no folder with fsdd/recordings");
    return words;
  }

  /** Of words in a room, the words leave: within 0.3 s of each, and no more than one and a half. */
  @Test
  void released_wordsInARoom_areTheWords() throws Exception {
    Path words = words();
    int found = 0;
    try (RecordingDisguise disguise = disguise()) {
      for (int digit = 0; digit < 10; digit++) {
        Path file = words.resolve(digit + "_jackson_0.wav");
        Recording word = new RecordingReader().read(Files.readAllBytes(file));
        double[] sound = room(4);
        for (int i = 0; i < word.frames(); i++) {
          sound[2 * RATE + i] += word.value(i);
        }

        Optional<double[]> released = disguise.released(recording(sound), Optional.empty());

        if (released.isPresent()) {
          found++;
          assertTrue(released.get().length < word.frames() + 0.5 * RATE, file.toString());
        }
      }
    }
    assertEquals(10, found, 1);
  }

  /** Digits that are cut closely, quiet ones among them: all but one in twenty at most. */
  @Test
  void released_recordingsThatBeginWithTheirWord_areHeardAsWell() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(words())) {
      files = all.sorted().toList();
    }
    int heard = 0;
    try (RecordingDisguise disguise = disguise()) {
      for (int i = 0; i < 60; i++) {
        byte[] wav = Files.readAllBytes(files.get(i * files.size() / 60));
        heard += disguise.released(Recording.ofWav(wav), Optional.empty()).isPresent() ? 1 : 0;
      }
    }
    assertTrue(heard >= 57, heard + " of 60");
  }
}
