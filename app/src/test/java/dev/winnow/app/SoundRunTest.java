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
import java.nio.file.Path;
import java.util.ArrayList;
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

  @Test
  void audit_ofSound_isRefusedInOneSentence() throws IOException {
    Path set = imported();
    assertEquals(ExitCode.OK, build(Tones.network(folder), "--sample-rate=8000").code());

    Run run =
        Run.of(
            "audit",
            folder.resolve("built/tone.extractor"),
            "--data=" + set,
            "--primary=tone",
            "--out=" + folder.resolve("report"));

    assertEquals(ExitCode.FAILED, run.code());
    assertEquals(
        "an audit takes images, and the network is of audio; use one of images", run.sentence());
  }
}
