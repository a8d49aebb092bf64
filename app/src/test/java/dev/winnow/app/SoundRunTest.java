package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of sound, all the way: build, serve, edge; and where the way ends. */
class SoundRunTest {
  @TempDir private Path folder;

  private Run build(Path network, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("build", "--model", network, "--cut", "moves", "--name", "tone"));
    words.addAll(List.of("--out", folder.resolve("built")));
    words.addAll(List.of(more));
    return Run.of(words.toArray());
  }

  private Asking asking() {
    return new Asking(folder.resolve("built"), "tone");
  }

  /** Probabilities that the file itself, uncut and as it was exported, gives a tone. */
  private static float[] whole(Path network, short[] values) {
    float[] wave = new float[values.length];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = values[i] / 32_768f;
    }
    try (Session session = Session.open(Network.read(network), 1)) {
      float[] scores = session.run(Tensor.of(Shape.of(1, 1, wave.length), wave)).toArray();
      double low = 1 / (1 + Math.exp(scores[1] - scores[0]));
      return new float[] {(float) low, (float) (1 - low)};
    }
  }

  /** A data set of eight people, each with three recordings of a tone. */
  private Path imported() throws IOException {
    Path set = folder.resolve("set");
    Run run =
        Run.of(
            "import",
            "folder",
            Tones.recordings(folder, 8, 3),
            "--pattern={tone}/{identity}_*",
            "--sample-rate=8000",
            "--out=" + set);
    assertEquals(ExitCode.OK, run.code(), run.err());
    return set;
  }

  @Test
  void build_withRate_answersRecordingsAsTheWholeNetworkDoes() throws IOException {
    Path network = Tones.network(folder);
    Path recordings = Tones.recordings(folder, 1, 2);

    Run run = build(network, "--sample-rate", Tones.RATE, "--labels=low,high");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.err().contains("its input \"wave\" is 1×400; here it is 400"), run.err());
    assertTrue(run.out().contains("sound, 400 samples at 8,000 a second"), run.out());
    Map<String, float[]> answers = asking().probabilities("dir:" + recordings);
    assertEquals(4, answers.size());
    for (int tone = 0; tone < 2; tone++) {
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(
            whole(network, Tones.values(tone, 0, i)),
            answers.get(Tones.LABELS.get(tone) + "/p0_" + i + ".wav"),
            1e-5f);
      }
    }
  }

  /** A recording of two and a half inputs: a line for each window, with its time. */
  @Test
  void edge_longerRecording_answersEachWindow() throws IOException {
    Run built = build(Tones.network(folder), "--sample-rate=8000", "--labels=low,high");
    assertEquals(ExitCode.OK, built.code(), built.err());
    Path recordings = Files.createDirectories(folder.resolve("long"));
    short[] values = Arrays.copyOf(Tones.values(0, 0, 0), 1_000);
    System.arraycopy(Tones.values(1, 0, 0), 0, values, 400, 400);
    System.arraycopy(Tones.values(0, 0, 0), 0, values, 800, 200);
    Tones.write(recordings.resolve("a.wav"), values);

    Run run = asking().edge("dir:" + recordings);

    assertEquals(
        List.of("a.wav, 0.0–0.05 s  low", "a.wav, 0.05–0.1 s  high", "a.wav, 0.1–0.125 s  low"),
        run.out().lines().map(line -> line.replaceFirst("(s  \\w+)  .*", "$1")).toList());
    // 1,000 samples of two bytes behind a header of 44.
    assertTrue(run.err().contains("2.04 kB of captures stayed here"), run.err());
    List<String> overlapping =
        asking().edge("dir:" + recordings, "--window-hop=0.025").out().lines().toList();
    assertEquals(4, overlapping.size());
    assertTrue(overlapping.get(1).startsWith("a.wav, 0.025–0.075 s  "), overlapping.get(1));
  }

  /** What a microphone and a crash leave behind: a sentence each, and the rest is answered. */
  @Test
  void edge_brokenRecordings_areNamedInASentenceEach() throws IOException {
    Run built = build(Tones.network(folder), "--sample-rate=8000", "--labels=low,high");
    assertEquals(ExitCode.OK, built.code(), built.err());
    Path recordings = Files.createDirectories(folder.resolve("broken"));
    Path whole = recordings.resolve("whole.wav");
    Tones.write(whole, Tones.values(1, 0, 0));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(recordings.resolve("cut.wav"), Arrays.copyOf(bytes, 500));
    Files.write(recordings.resolve("empty.wav"), empty(bytes));
    Files.writeString(recordings.resolve("text.wav"), "no sound at all");

    Run run = asking().edge("dir:" + recordings);

    assertEquals(1, run.out().lines().count());
    assertTrue(run.out().startsWith("whole.wav  high  "), run.out());
    assertTrue(run.err().contains("skipped cut.wav: it is cut short\n"), run.err());
    assertTrue(run.err().contains("skipped empty.wav: it has no samples\n"), run.err());
    assertTrue(
        run.err().contains("skipped text.wav: it is no WAV, FLAC, Ogg or MP3 file\n"), run.err());
  }

  /** A header that says there is nothing, and nothing behind it. */
  private static byte[] empty(byte[] wav) {
    byte[] empty = Arrays.copyOf(wav, 44);
    Arrays.fill(empty, 40, 44, (byte) 0);
    return empty;
  }

  /** A network of spectrograms is told what they are, and the edge makes them. */
  @Test
  void build_withMel_answersByTheSpectrogram() throws IOException {
    Run built =
        Run.of(
            "build",
            "--model=" + Tones.spectrogramNetwork(folder),
            "--cut=heard",
            "--sample-rate=8000",
            "--mel=bands=2,window=100,hop=100,fft=128,low=0,high=4000,range=40",
            "--labels=low,high",
            "--name=tone",
            "--out=" + folder.resolve("built"));
    assertEquals(ExitCode.OK, built.code(), built.err());
    assertTrue(
        built.out().contains("as 3 frames of 2 mel bands from 0.0 to 4000.0 Hz"), built.out());

    Run run = asking().edge("dir:" + Tones.recordings(folder, 1, 1));

    assertEquals(
        List.of("high/p0_0.wav, 0.0–0.041 s  high", "low/p0_0.wav, 0.0–0.041 s  low"),
        run.out()
            .lines()
            .filter(line -> line.contains("0.0–"))
            .map(line -> line.replaceFirst("(s  \\w+)  .*", "$1"))
            .toList());
  }

  /** A card written once says what the options did; cuts are the file's. */
  @Test
  void card_thenBuild_needsToBeToldNothing() throws IOException {
    Path named = folder.resolve("named.onnx");
    Run card =
        Run.of(
            "card",
            Tones.network(folder),
            "--out=" + named,
            "--labels=low,high",
            "--sample-rate=8000",
            "--scale=0.5");
    assertEquals(ExitCode.OK, card.code(), card.err());

    Run run = build(named);

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals("", run.err());
    assertEquals(
        new AudioSpec(8000, 400, 0, 0.5),
        ExtractorPackage.read(folder.resolve("built/tone.extractor")).manifest().preprocessing());
  }

  @Test
  void build_cutAtTheInput_isRefusedAsOfAnyNetwork() {
    Run run =
        Run.of(
            "build",
            "--model=" + Tones.network(folder),
            "--cut=wave",
            "--sample-rate=8000",
            "--name=tone",
            "--out=" + folder);

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("it is the input"), run.sentence());
  }

  /** The rate is the data set's, and people are attacked as on images. */
  @Test
  void build_withData_learnsMeasuresAndScores() throws IOException {
    Path set = imported();

    Run run =
        build(
            Tones.network(folder),
            "--data=" + set,
            "--primary=tone",
            "--embedding=advanced",
            "--dims=1",
            "--epochs=1",
            "--threads=1");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.err().contains("in their order they are low, high"), run.err());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("built/build.json").toFile());
    assertEquals(1, json.at("/original/balanced").asDouble(), json.toString());
    assertTrue(json.has("controls"), json.toString());
    Run asked = asking().edge("set:" + set, "--primary=tone");
    assertTrue(asked.err().contains("tone right 100.0 %"), asked.err());
  }
}
