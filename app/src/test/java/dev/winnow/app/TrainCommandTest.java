package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.synthesis.motion.SyntheticMotion;
import dev.winnow.synthesis.voice.SyntheticVoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
  @TempDir Path folder;

  /** Twelve images, of which one in three is for validation and one in three for testing. */
  private Path set() throws IOException {
    Colours.images(folder, 6);
    Path set = Files.createDirectories(folder.resolve("set"));
    Files.writeString(
        set.resolve("dataset.json"),
        "{\"name\": \"colours\", \"modality\": \"image\", \"root\": \"../images\"}");
    StringBuilder rows = new StringBuilder("path,colour,split\n");
    String[] splits = {"train", "validation", "test"};
    for (String label : List.of("red", "blue")) {
      for (int i = 0; i < 6; i++) {
        rows.append("%s/%d.png,%s,%s%n".formatted(label, i, label, splits[i % 3]));
      }
    }
    Files.writeString(set.resolve("samples.csv"), rows.toString().replace("\r", ""));
    return set;
  }

  private static Run train(Path set, Path out, Object... more) {
    Object[] args = {
      "train",
      "--json",
      "--data",
      set,
      "--label",
      "colour",
      "--out",
      out,
      "--size",
      "16",
      "--epochs",
      "1",
      "--threads",
      "1"
    };
    Object[] all = new Object[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Run.of(all);
  }

  @Test
  void train_dataSetWithSplit_writesANetworkThatNamesItsClasses() throws IOException {
    Path out = folder.resolve("colours.onnx");

    Run run = train(set(), out);

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(List.of("blue", "red"), Network.read(out).card().labels());
    var json = new ObjectMapper().readTree(run.out());
    assertEquals(4, json.at("/test/samples").asInt());
    assertEquals(1, json.at("/provenance/seed").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vgg", "residual", "depthwise"})
  void train_architecture_isWhatTheNetworkSaysItIs(String word) throws IOException {
    Path out = folder.resolve("colours.onnx");

    Run run = train(set(), out, "--arch", word);

    assertEquals(ExitCode.OK, run.code(), run.err());
    String source = Network.read(out).card().source().orElse("");
    assertTrue(source.contains("by Winnow (" + word + ","), source);
  }

  @Test
  void train_batchOfOne_isRefusedWithTheBound() throws IOException {
    Run run = train(set(), folder.resolve("x.onnx"), "--batch", "1");

    assertTrue(run.code() != ExitCode.OK);
    assertTrue(run.err().contains("batch") && run.err().contains("at least 2"), run.err());
  }

  @Test
  void train_rowsWithoutALabel_areLeftOutCountedAndNoClass() throws IOException {
    Path set = set();
    Path rows = set.resolve("samples.csv");
    String blue = "blue/0.png,blue,train";
    String text = Files.readString(rows);
    assertTrue(text.contains(blue), text);
    text = text.replace(blue, "blue/0.png,NaN,train").replace("blue/1.png,blue", "blue/1.png,");
    Files.writeString(rows, text);
    Path out = folder.resolve("colours.onnx");

    Run run = train(set, out);

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(List.of("blue", "red"), Network.read(out).card().labels());
    assertEquals(2, new ObjectMapper().readTree(run.out()).get("unlabelled").asInt());
  }

  @Test
  void train_setWithoutPeople_isSplitBySampleIfAskedTo() throws IOException {
    Path set = set();
    Path rows = set.resolve("samples.csv");
    Files.writeString(
        rows, Files.readString(rows).replaceAll(",(split|train|validation|test)", ""));

    Run refused = train(set, folder.resolve("x.onnx"));
    Run run = train(set, folder.resolve("x.onnx"), "--split-by", "sample");

    assertEquals(ExitCode.FAILED, refused.code());
    assertTrue(refused.sentence().contains("--split-by sample"), refused.sentence());
    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(4, new ObjectMapper().readTree(run.out()).at("/test/samples").asInt());
  }

  @Test
  void train_series_takesWhatTheSetStatesAndScalesByItsTrainingPart() {
    Path set = folder.resolve("motion");
    SyntheticMotion.withSeed(1).write(set, 10, 1, Progress.NONE);
    Path out = folder.resolve("activity.onnx");

    Run run = sequence(set, "activity", out, "--arch", "gru", "--hidden", "8", "--bidirectional");

    assertEquals(ExitCode.OK, run.code(), run.err());
    Network network = Network.read(out);
    SeriesSpec spec = (SeriesSpec) network.card().preprocessing().orElseThrow();
    assertEquals(50, spec.rate());
    assertEquals(125, spec.length());
    assertEquals(List.of("acc_x", "acc_y", "acc_z", "gyro_x", "gyro_y", "gyro_z"), spec.channels());
    // Gravity is along z in all activities but sitting, and no axis turns on the whole.
    assertEquals(7.8, spec.normalization().mean().get(2), 1);
    assertEquals(0, spec.normalization().mean().get(5), .1);
    assertEquals(Shape.of(16), network.cut("hidden").shape());
    String source = network.card().source().orElse("");
    assertTrue(source.contains("by Winnow (gru, 1 layer of 8, both ways, 1 epochs"), source);
    assertTrue(run.out().contains("\"samples\":165"), run.out());
  }

  @Test
  void train_sound_takesAsManySecondsAsAsked() {
    Path set = folder.resolve("voices");
    SyntheticVoices.withSeed(1).write(set, 10, 1, Progress.NONE);
    Path out = folder.resolve("word.onnx");

    Run run = sequence(set, "word", out, "--arch", "cnn1d", "--seconds", "0.5");

    assertEquals(ExitCode.OK, run.code(), run.err());
    AudioSpec spec = (AudioSpec) Network.read(out).card().preprocessing().orElseThrow();
    assertEquals(16_000, spec.rate());
    assertEquals(8_000, spec.samples());
    // Silence, which is put where a recording is short, stays 0.
    assertEquals(0, spec.mean());
    assertTrue(spec.scale() > .01 && spec.scale() < .5, spec.toString());
  }

  @Test
  void train_soundByDefault_isASpectrogramWhoseSilenceIsZero() {
    Path set = folder.resolve("voices");
    SyntheticVoices.withSeed(1).write(set, 10, 1, Progress.NONE);
    Path out = folder.resolve("word.onnx");

    Run run = sequence(set, "word", out, "--mel", "bands=24", "--augment", "time-mask=8");

    assertEquals(ExitCode.OK, run.code(), run.err());
    Network network = Network.read(out);
    AudioSpec spec = (AudioSpec) network.card().preprocessing().orElseThrow();
    assertEquals(Shape.of(1, 97, 24), spec.shape());
    assertEquals(-100, spec.mean(), 1e-9);
    assertEquals(Shape.of(64), network.cut("pooled").shape());
    assertTrue(network.card().source().orElse("").contains("(cnn2d,"), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --arch cnn1d --layers 2 | --hidden, --layers and --bidirectional are for gru, lstm and crnn, not for cnn1d
          --arch cnn2d            | the input of cnn2d is 6×125 and must be channels × height × width
          --shift 2               | who flips and shifts takes images, and the network is of series
          --augment turn=1        | series know no augmentation "turn"; they know jitter, rotation, scaling, shift
          --seconds 0             | --seconds is 0.0 and must be above 0
          """)
  void train_seriesWithOptionsOfOthers_isRefusedInOneSentence(String options, String sentence) {
    Path set = folder.resolve("motion");
    SyntheticMotion.withSeed(1).write(set, 10, 1, Progress.NONE);

    Run run = sequence(set, "activity", folder.resolve("x.onnx"), (Object[]) options.split(" "));

    assertTrue(run.code() != ExitCode.OK);
    assertTrue(run.err().contains(sentence), run.err());
  }

  private static Run sequence(Path set, String label, Path out, Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("train", "--json", "--data", set, "--label", label, "--out", out));
    args.addAll(List.of("--epochs", "1", "--threads", "1"));
    args.addAll(List.of(more));
    return Run.of(args.toArray());
  }

  @Test
  void train_noSuchColumn_namesThoseThereAre() throws IOException {
    Run run =
        Run.of("train", "--data", set(), "--label", "shape", "--out", folder.resolve("x.onnx"));

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("colour"), run.sentence());
  }
}
