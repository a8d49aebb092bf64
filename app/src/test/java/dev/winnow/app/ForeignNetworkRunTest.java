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
import java.util.ArrayList;
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

  private Run build(Path network, String... more) {
    List<Object> words =
        new ArrayList<>(List.of("build", "--model", network, "--cut", "pool", "--name", "colour"));
    words.addAll(List.of("--out", folder.resolve("built")));
    words.addAll(List.of(more));
    return Run.of(words.toArray());
  }

  private Run ask(String... more) throws Exception {
    Path built = folder.resolve("built");
    try (Serving serving = Serving.start(built.resolve("analyzer"))) {
      List<Object> words =
          new ArrayList<>(List.of("edge", built.resolve("colour.extractor"), "--uncertified"));
      words.addAll(List.of("--source", "set:" + set, "--analyzer", serving.address()));
      words.addAll(List.of("--secret", folder.resolve("noise.key")));
      words.addAll(List.of(more));
      Run run = Run.of(words.toArray());
      assertEquals(ExitCode.OK, run.code(), run.err());
      return run;
    }
  }

  private void answersAllRightly() throws Exception {
    Run run = ask("--primary", "colour");

    assertTrue(run.err().contains("colour right 100.0 %"), run.err());
  }

  @Test
  void build_withLabels_answersAllRightly() throws Exception {
    Run run =
        build(network(), "--labels=red,green,blue", "--mean=0", "--scale=255", "--fit=stretch");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.err().contains("has the channels last"), run.err());
    answersAllRightly();
  }

  @Test
  void card_thenBuild_needsToBeToldNothing() throws Exception {
    Path named = folder.resolve("named.onnx");
    Run card =
        Run.of(
            "card",
            network(),
            "--out=" + named,
            "--labels=red,green,blue",
            "--mean=0",
            "--scale=255",
            "--fit=stretch",
            "--licence=CC0-1.0");
    assertEquals(ExitCode.OK, card.code(), card.err());

    Run run = build(named);

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals("", run.err());
    answersAllRightly();
  }

  /** How much, not which: the numbers come as they are. */
  @Test
  void build_withNumbersForAnswers_answersWithNumbers() throws Exception {
    Run run = build(network(), "--output=regression", "--mean=0", "--scale=255", "--fit=stretch");

    assertEquals(ExitCode.OK, run.code(), run.err());
    // Nine times the mean of the strongest channel, 220 of 255 in the first image of a colour.
    String answers = ask("--json").out();
    assertTrue(answers.contains("\"values\":[7.764"), answers);
  }

  @Test
  void build_wrongNumberOfLabels_isAUsageErrorAndWritesNothing() {
    Run run = build(network(), "--labels=red,green", "--mean=0", "--scale=255");

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("--labels names [red, green]"), run.err());
    assertTrue(Files.notExists(folder.resolve("built")));
  }
}
