package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.WavFile;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Provenance;
import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.voice.dsp.Voices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disguise's package, run as an edge node does. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class VoiceProviderTest {
  @TempDir private Path folder;

  private static ExtractorPackage house(VoiceMethod method) {
    return VoicePackage.of(VoiceSettings.withDefaults(method), 16_000, 4)
        .packed("house", "1", Provenance.here(Map.of()));
  }

  private static FilteredStream opened(String source) {
    return opened(source, FilterRun.Outputs.NONE);
  }

  private static FilteredStream opened(String source, FilterRun.Outputs outputs) {
    ExtractorPackage house = house(VoiceMethod.PITCH);
    return FilterProvider.of(house)
        .open(new FilterRun(house, source, outputs, FilterRun.Pace.unlimited(), Optional.empty()));
  }

  private void write(String name, double[] sound, int rate) throws IOException {
    Files.write(folder.resolve(name), WavFile.of(sound, rate));
  }

  private static AudioFormat format(byte[] wav) throws Exception {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      return in.getFormat();
    }
  }

  @Test
  void open_folder_disguisesEachAndNamesWhatIsNotSent() throws Exception {
    write("a.wav", Voices.vowel(120, 16_000, 700), 8_000);
    Files.write(folder.resolve("b.wav"), "RIFF".getBytes(StandardCharsets.US_ASCII));
    write("c.wav", new double[16_000], 16_000);
    write("d.wav", Voices.vowel(120, 800, 700), 16_000);
    write("e.wav", Voices.vowel(120, 16_000, 700), 16_000);

    try (FilteredStream stream = opened("dir:" + folder)) {
      FilteredCapture first = stream.next().orElseThrow();
      assertEquals("a.wav", first.id().toString());
      assertEquals(
          new AudioFormat(16_000, 16, 1, true, false).toString(),
          format(first.content()).toString());
      assertEquals(Files.size(folder.resolve("a.wav")), first.recordedBytes());

      assertEquals("b.wav", refused(stream).what());
      assertTrue(refused(stream).reason().contains("silent"));
      assertTrue(refused(stream).reason().contains("too short"));
      assertEquals("e.wav", stream.next().orElseThrow().id().source());
      assertTrue(stream.next().isEmpty());
      assertTrue(
          stream
              .remarks()
              .containsAll(
                  List.of(
                      "sent nothing of 1: it is shorter than 0.1 s, too short to be disguised",
                      "sent nothing of 1: it is silent, so that there is no voice to disguise")),
          stream.remarks().toString());
      assertTrue(
          stream.remarks().get(0).startsWith("disguised 2 utterances, "),
          stream.remarks().toString());
    }
  }

  private static UnreadableCaptureException refused(FilteredStream stream) {
    return assertThrows(UnreadableCaptureException.class, stream::next);
  }

  /** What was recorded beside the sound, such as a name or a place, stays. */
  @Test
  void next_fileWithMetadata_leavesItOut() throws Exception {
    byte[] plain = WavFile.of(Voices.vowel(120, 16_000, 700), 16_000);
    byte[] note =
        "LIST\u0018\0\0\0INFOIART\u000c\0\0\0Jane Example".getBytes(StandardCharsets.US_ASCII);
    byte[] noted = new byte[plain.length + note.length];
    System.arraycopy(plain, 0, noted, 0, plain.length);
    System.arraycopy(note, 0, noted, plain.length, note.length);
    Path file = Files.write(folder.resolve("noted.wav"), noted);

    try (FilteredStream stream = opened(file.toString())) {
      byte[] left = stream.next().orElseThrow().content();

      String text = new String(left, StandardCharsets.ISO_8859_1);
      assertFalse(text.contains("Jane"));
      assertEquals("data", text.substring(36, 40));
      assertTrue(stream.next().isEmpty());
    }
  }

  @Test
  void next_longRecording_leavesInPartsOfAtMostItsWindow() throws Exception {
    double[] sound = new double[160_000];
    for (int second = 0; second < 10; second += 2) {
      double[] vowel = Voices.vowel(110 + 10 * second, 20_000, 700);
      System.arraycopy(vowel, 0, sound, second * 16_000, vowel.length);
    }
    write("long.wav", sound, 16_000);

    List<FilteredCapture> parts = new ArrayList<>();
    try (FilteredStream stream = opened(folder.resolve("long.wav").toString())) {
      stream.next().ifPresent(parts::add);
      for (Optional<FilteredCapture> next = stream.next(); next.isPresent(); next = stream.next()) {
        parts.add(next.get());
      }
    }

    assertTrue(parts.size() >= 3, parts.toString());
    double end = 0;
    for (FilteredCapture part : parts) {
      var time = part.id().time().orElseThrow();
      assertTrue(time.start() >= end && time.end() - time.start() <= 4, parts.toString());
      end = time.end();
    }
  }

  /** Of a row that is a part of a file nothing else of the file leaves. */
  @Test
  void next_rowOfADataSetThatIsAPart_sendsThatPartAlone() throws Exception {
    double[] sound = new double[5 * 16_000];
    System.arraycopy(Voices.vowel(120, 16_000, 700), 0, sound, 0, 16_000);
    System.arraycopy(Voices.vowel(220, 16_000, 700), 0, sound, 3 * 16_000, 16_000);
    write("talk.wav", sound, 16_000);
    Files.writeString(
        folder.resolve("dataset.json"), "{\"name\": \"talk\", \"modality\": \"audio\"}");
    Files.writeString(folder.resolve("samples.csv"), "path,start,end,word\ntalk.wav,2.5,4.5,one\n");

    try (FilteredStream stream = opened("set:" + folder)) {
      FilteredCapture part = stream.next().orElseThrow();

      assertEquals("talk.wav, 2.5–4.5 s", part.id().toString());
      assertEquals(1.1, (part.content().length - 44) / 32_000.0, 0.03);
      assertTrue(stream.next().isEmpty());
    }
  }

  @Test
  void open_withARecording_writesWhatLeavesToOneFile() throws Exception {
    write("a.wav", Voices.vowel(120, 16_000, 700), 16_000);
    write("b.wav", Voices.vowel(180, 16_000, 700), 16_000);
    Path record = folder.resolve("sent").resolve("all.wav");
    Files.createDirectory(record.getParent());
    int bytes = 0;
    var outputs =
        new FilterRun.Outputs(
            Optional.of(record), Optional.empty(), OptionalInt.empty(), Map.of(), false);

    try (FilteredStream stream = opened("set:" + dataSet("a.wav", "b.wav"), outputs)) {
      bytes += stream.next().orElseThrow().content().length - 44;
      bytes += stream.next().orElseThrow().content().length - 44;
    }

    try (AudioInputStream in = AudioSystem.getAudioInputStream(record.toFile())) {
      assertEquals(bytes, in.readAllBytes().length);
    }
    assertEquals(bytes + 44, Files.size(record));
  }

  private Path dataSet(String... files) throws IOException {
    Files.writeString(folder.resolve("dataset.json"), "{\"name\": \"x\", \"modality\": \"audio\"}");
    Files.writeString(folder.resolve("samples.csv"), "path\n" + String.join("\n", files) + "\n");
    return folder;
  }

  @Test
  void open_whatOnlyImagesHave_isRefusedByName() {
    var outputs =
        new FilterRun.Outputs(
            Optional.empty(), Optional.of("rtsp://x"), OptionalInt.of(0), Map.of(), true);
    var pace = new FilterRun.Pace(Duration.ofSeconds(1), true, true, 1);

    var refusal =
        assertThrows(
            UnsuitableRunException.class,
            () ->
                new VoiceProvider()
                    .open(
                        new FilterRun(
                            house(VoiceMethod.PITCH),
                            "x.wav",
                            outputs,
                            pace,
                            Optional.of(Path.of("ca.pem")))));

    assertTrue(
        refusal
            .getMessage()
            .startsWith(
                "--preview, --publish, --audio, --source-ca, --motion, --real-time, --every:"),
        refusal.getMessage());
  }

  @Test
  void open_sourceThatIsNotThere_isOneSentence() {
    for (String source : List.of("gone.wav", "dir:gone", "set:gone", "rtsp://camera")) {
      var refusal = assertThrows(MalformedDataSetException.class, () -> opened(source));
      assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
    }
  }

  /** A machine that tests has none of this name. */
  @Test
  void open_microphoneThatIsNotThere_isNamed() {
    var refusal =
        assertThrows(MalformedDataSetException.class, () -> opened("mic:No Such Device 7"));

    assertTrue(
        refusal.getMessage().startsWith("there is no microphone called No Such Device 7; there "),
        refusal.getMessage());
  }

  @Test
  void of_packageOfAnotherForm_isRefused() {
    ExtractorPackage house = house(VoiceMethod.FORMANT);
    assertEquals(VoiceMethod.FORMANT, VoicePackage.of(house).settings().method());

    assertThrows(
        IllegalArgumentException.class,
        () -> VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), 4_000, 4));
    assertThrows(
        IllegalArgumentException.class,
        () -> VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), 16_000, 0.5));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            VoicePackage.of(
                VoiceSettings.of(Map.of("method", "pitch", "band", "300..9000")), 16_000, 5));
    assertThrows(
        UnsupportedPackageException.class, () -> VoiceSettings.of(Map.of("semitones", "-4")));
  }
}
