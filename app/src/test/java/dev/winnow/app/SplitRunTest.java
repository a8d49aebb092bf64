package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's way: import, inspect, build, serve, edge; each command as it would be typed. */
class SplitRunTest {
  @TempDir Path folder;
  private Path network = Path.of("");
  private Path images = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    network = Colours.write(folder);
    images = Colours.images(folder, 4);
  }

  private Path build(String out) {
    Path built = folder.resolve(out);
    Run run =
        Run.of("build", "--model", network, "--cut", "pool", "--name", "colour", "--out", built);
    assertEquals(ExitCode.OK, run.code(), run.err());
    return built;
  }

  @Test
  void inspect_network_listsItsCutsAndNotTheInsideOfItsBlock() {
    Run run = Run.of("inspect", network);

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("\nblock "), run.out());
    assertTrue(!run.out().contains("\ninside "), run.out());
  }

  @Test
  void inspect_json_hasTheDocumentedFields() throws IOException {
    Run run = Run.of("inspect", "--json", network);

    var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(run.out());
    assertEquals("image", json.at("/inputs/0/name").asText());
    assertEquals("probabilities", json.at("/outputs/0/name").asText());
    assertEquals(12, json.get("parameters").asInt());
    var cut = json.get("cuts").get(json.get("cuts").size() - 1);
    assertEquals("logits", cut.get("name").asText());
    assertEquals("Gemm", cut.get("op").asText());
    assertEquals(3, cut.at("/shape/0").asInt());
    assertEquals(12, cut.get("bytes").asInt());
    assertEquals(1.0, cut.at("/extractor/share").asDouble());
    assertEquals(0, cut.at("/analyzer/macs").asInt());
  }

  @Test
  void build_twice_writesTheSameBytes() throws IOException {
    Path first = build("first");
    Path second = build("second");

    for (String file :
        new String[] {
          "colour.extractor", "analyzer/colour/1/model.onnx", "analyzer/colour/config.pbtxt"
        }) {
      assertArrayEquals(
          Files.readAllBytes(first.resolve(file)), Files.readAllBytes(second.resolve(file)), file);
    }
  }

  @Test
  void build_networkThatDraws_isRefusedAndWritesNothing() {
    NetworkBuilder builder = NetworkBuilder.named("drawing");
    String x = builder.flatten("flat", builder.input("image", Shape.of(3, 8, 8)));
    String drawn = builder.node("RandomNormalLike", "drawn", List.of(x), Attributes.none());
    x = builder.softmax("probabilities", builder.relu("cut", builder.add("sum", x, drawn)));
    Path file = folder.resolve("drawing.onnx");
    builder.output(x).card(Colours.network().card()).build().write(file);
    Path out = folder.resolve("refused");

    Run run = Run.of("build", "--model", file, "--cut", "cut", "--name", "d", "--out", out);

    assertEquals(ExitCode.FAILED, run.code(), run.err());
    assertTrue(run.err().contains("node drawn (RandomNormalLike)"), run.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void edge_dataSetAgainstServe_answersEverySampleRightly() throws Exception {
    Path built = build("built");
    Path set = folder.resolve("set");
    Run imported = Run.of("import", "folder", images, "--label", "colour", "--out", set);
    assertEquals(ExitCode.OK, imported.code(), imported.err());

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
      assertEquals(12, run.out().lines().count());
      assertTrue(run.err().contains("colour right 100.0 %"), run.err());
    }
  }

  @Test
  void edge_folderWithJson_printsALineOfJsonPerImage() throws Exception {
    Path built = build("built");
    try (Serving serving = Serving.start(built.resolve("analyzer"))) {
      Run run =
          Run.of(
              "edge",
              "--json",
              "--uncertified",
              built.resolve("colour.extractor"),
              "--source",
              "dir:" + images,
              "--analyzer",
              serving.address(),
              "--secret",
              folder.resolve("noise.key"));

      assertEquals(ExitCode.OK, run.code(), run.err());
      for (String line : run.out().lines().toList()) {
        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(line);
        assertTrue(json.get("path").asText().startsWith(json.get("label").asText()), line);
        assertTrue(json.get("probability").asDouble() > 0.5, line);
        assertEquals(12, json.get("featureBytes").asInt());
        assertTrue(json.has("bytesUp") && json.has("readMs") && json.has("roundTripMs"), line);
      }
    }
  }
}
