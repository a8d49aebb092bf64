package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of somebody who brings a network that says nothing about itself. */
class ForeignNetworkRunTest {
  @TempDir private Path folder;
  private Path set = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    set = folder.resolve("set");
    Run imported =
        Run.of("import", "folder", Colours.images(folder, 4), "--label", "colour", "--out", set);
    assertEquals(ExitCode.OK, imported.code(), imported.err());
  }

  /** Channels last and scores for answers, as Keras exports: which colour is strongest. */
  private Path network() {
    NetworkBuilder builder = NetworkBuilder.named("foreign");
    String image = builder.input("image", Shape.of(8, 8, 3));
    String first =
        builder.node(
            "Transpose",
            "nchw",
            List.of(image),
            Attributes.none().withIntegers("perm", 0, 3, 1, 2));
    String means =
        builder.flatten("means", builder.globalAveragePool("pool", builder.relu("r", first)));
    Tensor weight = Tensor.of(Shape.of(3, 3), 9, 0, 0, 0, 9, 0, 0, 0, 9);
    builder.output(builder.gemm("scores", means, weight, Tensor.of(Shape.of(3), 0, 0, 0)));
    Path file = folder.resolve("foreign.onnx");
    builder.build().write(file);
    return file;
  }

  private void answersAllRightly(Path built) throws Exception {
    try (Serving serving = Serving.start(built.resolve("analyzer"))) {
      Run run =
          Run.of(
              "edge",
              built.resolve("colour.extractor"),
              "--uncertified",
              "--source",
              "set:" + set,
              "--analyzer",
              serving.address(),
              "--secret",
              folder.resolve("noise.key"),
              "--primary",
              "colour");
      assertEquals(ExitCode.OK, run.code(), run.err());
      assertTrue(run.err().contains("colour right 100.0 %"), run.err());
    }
  }

  @Test
  void build_withLabels_answersAllRightly() throws Exception {
    Path built = folder.resolve("built");
    Run run =
        Run.of(
            "build",
            "--model",
            network(),
            "--cut",
            "pool",
            "--name",
            "colour",
            "--out",
            built,
            "--labels",
            "red,green,blue",
            "--mean",
            "0",
            "--scale",
            "255",
            "--fit",
            "stretch");
    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.err().contains("has the channels last"), run.err());

    answersAllRightly(built);
  }

  @Test
  void card_thenBuild_needsToBeToldNothing() throws Exception {
    Path named = folder.resolve("named.onnx");
    Run card =
        Run.of(
            "card",
            network(),
            "--out",
            named,
            "--labels",
            "red,green,blue",
            "--mean",
            "0",
            "--scale",
            "255",
            "--fit",
            "stretch",
            "--licence",
            "CC0-1.0");
    assertEquals(ExitCode.OK, card.code(), card.err());
    Path built = folder.resolve("built");
    Run run =
        Run.of("build", "--model", named, "--cut", "pool", "--name", "colour", "--out", built);
    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals("", run.err());

    answersAllRightly(built);
  }

  /** How much, not which: the numbers come as they are. */
  @Test
  void build_withNumbersForAnswers_answersWithNumbers() throws Exception {
    Path built = folder.resolve("built");
    Run run =
        Run.of(
            "build",
            "--model",
            network(),
            "--cut",
            "pool",
            "--name",
            "colour",
            "--out",
            built,
            "--output",
            "regression",
            "--mean",
            "0",
            "--scale",
            "255",
            "--fit",
            "stretch");
    assertEquals(ExitCode.OK, run.code(), run.err());
    try (Serving serving = Serving.start(built.resolve("analyzer"))) {
      Run edge =
          Run.of(
              "edge",
              "--json",
              built.resolve("colour.extractor"),
              "--uncertified",
              "--source",
              "set:" + set,
              "--analyzer",
              serving.address(),
              "--secret",
              folder.resolve("noise.key"));
      assertEquals(ExitCode.OK, edge.code(), edge.err());
      // Nine times the mean of the strongest channel, 220 of 255 in the first image of a colour.
      assertTrue(edge.out().contains("\"values\":[7.764"), edge.out());
    }
  }

  @Test
  void build_wrongNumberOfLabels_isAUsageErrorAndWritesNothing() {
    Path out = folder.resolve("refused");
    Run run =
        Run.of(
            "build",
            "--model",
            network(),
            "--cut",
            "pool",
            "--name",
            "colour",
            "--out",
            out,
            "--labels",
            "red,green",
            "--mean",
            "0",
            "--scale",
            "255");

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("--labels names [red, green]"), run.err());
    assertTrue(Files.notExists(out));
  }
}
