package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
  void train_noSuchColumn_namesThoseThereAre() throws IOException {
    Run run =
        Run.of("train", "--data", set(), "--label", "shape", "--out", folder.resolve("x.onnx"));

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("colour"), run.sentence());
  }
}
