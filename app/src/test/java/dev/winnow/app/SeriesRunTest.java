package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of tables and of windows of sensors' readings, all the way: build, serve, edge. */
class SeriesRunTest {
  private final Random random = new Random(3);

  @TempDir private Path folder;

  private Run build(Path network, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("build", "--model", network, "--cut", "h", "--name", "net"));
    words.addAll(List.of("--out", folder.resolve("built")));
    words.addAll(List.of(more));
    return Run.of(words.toArray());
  }

  private Asking asking() {
    return new Asking(folder.resolve("built"), "net");
  }

  private Tensor normal(int... dims) {
    Tensor tensor = Tensor.allocate(Shape.of(dims));
    for (int i = 0; i < tensor.shape().size(); i++) {
      tensor.buffer().put(i, (float) random.nextGaussian());
    }
    return tensor;
  }

  /** Five hidden values and three classes, of a flat row. */
  private Path written(NetworkBuilder builder, String flat, int width) {
    String hidden = builder.relu("h", builder.gemm("g", flat, normal(5, width), normal(5)));
    String scores = builder.gemm("scores", hidden, normal(3, 5), normal(3));
    builder.output(builder.softmax("probabilities", scores));
    Path file = folder.resolve("net.onnx");
    builder.build().write(file);
    return file;
  }

  /** What the file itself, uncut and as it was exported, answers. */
  private static float[] whole(Path network, Tensor sample) {
    try (Session session = Session.open(Network.read(network), 1)) {
      return session.run(sample).toArray();
    }
  }

  @Test
  void build_table_answersRowsAsTheWholeNetworkDoes() throws IOException {
    NetworkBuilder builder = NetworkBuilder.named("table");
    Path network = written(builder, builder.input("x", Shape.of(4)), 4);
    Path rows = Files.createDirectories(folder.resolve("rows"));
    // Columns are found by name, in whatever order; the others do not count.
    Files.writeString(rows.resolve("ann.csv"), "name,d,c,b,a\nAnn,8,7.5,-2,31\n");
    Files.writeString(rows.resolve("joe.csv"), "name,d,c,b,a\nJoe,-1,0.25,2,30\n");

    Run run =
        build(
            network, "--channels=a,b,c,d", "--mean=30,0,0,0", "--scale=1,2,4,8", "--labels=k,l,m");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("one reading of a, b, c, d"), run.out());
    Map<String, float[]> answers = asking().probabilities("dir:" + rows);
    assertEquals(2, answers.size());
    assertArrayEquals(
        whole(network, Tensor.of(Shape.of(1, 4), 1, -1, 1.875f, 1)), answers.get("ann.csv"), 1e-5f);
    assertArrayEquals(
        whole(network, Tensor.of(Shape.of(1, 4), 0, 1, 0.0625f, -0.125f)),
        answers.get("joe.csv"),
        1e-5f);
  }

  /** Keras has time before the channels. */
  @Test
  void build_windowsWithTimeFirst_answersAsTheWholeNetworkDoes() throws IOException {
    NetworkBuilder builder = NetworkBuilder.named("windows");
    String turned =
        builder.node(
            "Transpose",
            "turned",
            List.of(builder.input("x", Shape.of(6, 2))),
            Attributes.none().withIntegers("perm", 0, 2, 1));
    String moves = builder.conv("conv", turned, normal(3, 2, 3), Attributes.none());
    Path network = written(builder, builder.flatten("flat", moves), 12);
    float[] readings = walk("walk");
    float[] others = walk("run");
    Path set = folder.resolve("set");
    Run imported =
        Run.of(
            "import",
            "folder",
            folder.resolve("walks"),
            "--label=move",
            "--sample-rate=10",
            "--channels=left,right",
            "--out=" + set);
    assertEquals(ExitCode.OK, imported.code(), imported.err());

    Run run = build(network, "--sample-rate=10", "--channels=left,right", "--labels=a,walk,run");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.err().contains("has the channels behind their values"), run.err());
    Map<String, float[]> answers = asking().probabilities("set:" + set);
    assertArrayEquals(
        whole(network, Tensor.of(Shape.of(1, 6, 2), readings)), answers.get("walk/1.csv"), 1e-5f);
    assertArrayEquals(
        whole(network, Tensor.of(Shape.of(1, 6, 2), others)), answers.get("run/1.csv"), 1e-5f);
    Run scored = asking().edge("set:" + set, "--primary=move");
    assertTrue(scored.err().contains("of 2 labelled"), scored.err());
  }

  /** Writes six readings of two sensors, and gives them in the file's order. */
  private float[] walk(String move) throws IOException {
    StringBuilder csv = new StringBuilder("time,right,left\n");
    float[] readings = new float[12];
    for (int i = 0; i < 6; i++) {
      readings[2 * i] = random.nextInt(100) / 8f;
      readings[2 * i + 1] = random.nextInt(100) / 8f;
      csv.append("0.%d,%s,%s\n".formatted(i, readings[2 * i + 1], readings[2 * i]));
    }
    Path of = Files.createDirectories(folder.resolve("walks").resolve(move));
    Files.writeString(of.resolve("1.csv"), csv);
    return readings;
  }

  /** Three windows of one file, and five of another that lacks readings for three of them. */
  @Test
  void edge_windowsOfLongFiles_areAnsweredByTheirTimeAndGapsLeftOut() throws IOException {
    NetworkBuilder builder = NetworkBuilder.named("windows");
    String flat = builder.flatten("flat", builder.input("x", Shape.of(2, 6)));
    Path network = written(builder, flat, 12);
    Path files = Files.createDirectories(folder.resolve("files"));
    StringBuilder whole = new StringBuilder("time_ms,left,right,move\n");
    StringBuilder torn = new StringBuilder("time_ms,left,right,move\n");
    for (int row = 0; row < 30; row++) {
      if (row < 18) {
        whole.append("%d,%d,1,%s%n".formatted(100 * row, row, row < 12 ? "walk" : "run"));
      }
      String left = row >= 6 && row < 24 ? "" : String.valueOf(row);
      torn.append("%d,%s,1,stand%n".formatted(100 * row, left));
    }
    Files.writeString(files.resolve("torn.csv"), torn);
    Files.writeString(files.resolve("whole.csv"), whole);
    Path set = folder.resolve("set");
    Run imported =
        Run.of(
            "import",
            "folder",
            files,
            "--window=0.6",
            "--label-column=move",
            "--sample-rate=10",
            "--channels=left,right",
            "--out=" + set);
    assertEquals(ExitCode.OK, imported.code(), imported.err());
    Run built = build(network, "--sample-rate=10", "--channels=left,right", "--labels=a,walk,run");
    assertEquals(ExitCode.OK, built.code(), built.err());

    Run run = asking().edge("set:" + set);

    assertEquals(
        List.of(
            "torn.csv, 0.0–0.6 s",
            "torn.csv, 2.4–3.0 s",
            "whole.csv, 0.0–0.6 s",
            "whole.csv, 0.6–1.2 s",
            "whole.csv, 1.2–1.8 s"),
        run.out().lines().map(line -> line.substring(0, line.indexOf("  "))).toList());
    assertTrue(
        run.err().contains("readings of \"left\" are missing for more than 1.1 s at line 8"),
        run.err());
  }

  @Test
  void build_withData_takesChannelsAndRateFromIt() throws IOException {
    NetworkBuilder builder = NetworkBuilder.named("windows");
    String flat = builder.flatten("flat", builder.input("x", Shape.of(2, 6)));
    Path network = written(builder, flat, 12);
    for (int i = 0; i < 4; i++) {
      for (String move : List.of("stand", "walk", "run")) {
        walk(move + "/p" + i);
      }
    }
    Path set = folder.resolve("set");
    Run imported =
        Run.of(
            "import",
            "folder",
            folder.resolve("walks"),
            "--pattern={move}/{who}/*",
            "--sample-rate=10",
            "--channels=left,right",
            "--out=" + set);
    assertEquals(ExitCode.OK, imported.code(), imported.err());

    Run run =
        build(
            network,
            "--data=" + set,
            "--primary=move",
            "--labels=stand,walk,run",
            "--split-by=sample",
            "--embedding=reduced",
            "--threads=1");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(12, asking().probabilities("set:" + set).size());
  }
}
