package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user does wrong or finds broken ends in one sentence and the right exit code. */
class FailuresTest {
  @TempDir Path folder;
  private Path network = Path.of("");
  private Path built = Path.of("");

  @BeforeEach
  void build() {
    network = Colours.write(folder);
    built = folder.resolve("built");
    Run run =
        Run.of("build", "--model", network, "--cut", "pool", "--name", "colour", "--out", built);
    assertEquals(ExitCode.OK, run.code(), run.err());
  }

  private Path extractor() {
    return built.resolve("colour.extractor");
  }

  private Run edge(Path extractor, String analyzer) throws IOException {
    Path images = Colours.images(folder, 2);
    return Run.of(
        "edge",
        extractor,
        "--uncertified",
        "--source",
        "dir:" + images,
        "--analyzer",
        analyzer,
        "--retry-for",
        "0s",
        "--secret",
        folder.resolve("noise.key"));
  }

  private static void assertFailed(Run run, String... parts) {
    assertEquals(ExitCode.FAILED, run.code(), run.err());
    for (String part : parts) {
      assertTrue(run.sentence().contains(part), run.sentence());
    }
    assertFalse(run.err().contains("Exception"), run.err());
  }

  @Test
  void inspect_noSuchFile_fails() {
    assertFailed(Run.of("inspect", folder.resolve("none.onnx")), "none.onnx");
  }

  @Test
  void inspect_corruptOnnx_fails() throws IOException {
    byte[] bytes = Files.readAllBytes(network);
    Files.write(network, Arrays.copyOf(bytes, bytes.length / 2));

    assertFailed(Run.of("inspect", network), "colours.onnx");
  }

  @Test
  void build_cutInsideABlock_failsAndNamesTheNearestCuts() {
    Run run =
        Run.of("build", "--model", network, "--cut", "inside", "--name", "x", "--out", folder);

    assertFailed(run, "inside", "block");
  }

  @Test
  void build_nameThatIsAPath_isAUsageErrorAndWritesNothing() {
    Path out = folder.resolve("out");
    Run run = Run.of("build", "--model", network, "--cut", "pool", "--name", "../x", "--out", out);

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertFalse(Files.exists(out));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000000000", "two"})
  void build_versionThatIsNone_isAUsageError(String version) {
    Run run = build(version);

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("--model-version"), run.err());
  }

  private Run build(String version) {
    return Run.of(
        "build",
        "--model",
        network,
        "--cut",
        "pool",
        "--name",
        "colour",
        "--model-version",
        version,
        "--out",
        built);
  }

  @Test
  void edge_olderVersionThanItRan_exitsWithThree() throws Exception {
    Path first = Files.copy(extractor(), folder.resolve("first.extractor"));
    assertEquals(ExitCode.OK, build("2").code());
    try (Serving serving = Serving.start(built.resolve("analyzer"))) {
      assertEquals(ExitCode.OK, edge(first, serving.address()).code());
      assertEquals(ExitCode.OK, edge(extractor(), serving.address()).code());

      Run back = edge(first, serving.address());

      assertEquals(ExitCode.NOT_MET, back.code(), back.err());
      assertTrue(
          back.sentence().contains("is of version 1 and this node has run version 2"), back.err());
    }
  }

  @Test
  void edge_packageCutShort_failsBeforeItAsksAnybody() throws IOException {
    byte[] bytes = Files.readAllBytes(extractor());
    Files.write(extractor(), Arrays.copyOf(bytes, bytes.length / 2));

    assertFailed(edge(extractor(), "http://localhost:1"), "colour.extractor", "damaged");
  }

  @Test
  void edge_networkChangedInThePackage_failsByItsDigest() throws IOException {
    byte[] bytes = Files.readAllBytes(extractor());
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    // Past the entry's header and within the graph: the producer's name.
    int inside = text.indexOf("colours", text.indexOf("extractor.onnx"));
    bytes[inside] ^= 1;
    Files.write(extractor(), bytes);

    assertFailed(edge(extractor(), "http://localhost:1"), "colour.extractor");
  }

  @Test
  void edge_noServer_failsAndSaysWhereItLooked() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    assertFailed(edge(extractor(), "http://localhost:" + free), "localhost:" + free);
  }

  /** One bad image among many ends no run that serves people, unless its owner says so. */
  @Test
  void edge_unreadableImages_areNamedAndEndTheRunPastTheLimit() throws Exception {
    Path images = Colours.images(folder, 2);
    Files.write(images.resolve("broken.png"), new byte[] {1, 2, 3});
    try (Serving serving = Serving.start(built.resolve("analyzer"))) {
      Run any = answers(images, serving.address());
      assertEquals(ExitCode.OK, any.code(), any.err());
      assertTrue(any.err().contains("skipped broken.png"), any.err());
      assertTrue(any.err().contains("6 answers"), any.err());

      Run none = answers(images, serving.address(), "--max-broken", "0");
      assertEquals(ExitCode.FAILED, none.code(), none.err());
      assertTrue(none.complaint().contains("broken.png"), none.err());
    }
  }

  private Run answers(Path images, String analyzer, String... options) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "edge",
                extractor(),
                "--uncertified",
                "--source",
                "dir:" + images,
                "--analyzer",
                analyzer,
                "--secret",
                folder.resolve("noise.key")));
    words.addAll(List.of(options));
    return Run.of(words.toArray());
  }

  @Test
  void edge_sourceOfNoKind_failsAndSaysWhichThereAre() {
    Run run = Run.of("edge", extractor(), "--source", "faces", "--analyzer", "http://localhost:1");

    assertFailed(run, "dir:FOLDER", "set:FOLDER");
  }

  @Test
  void serve_busyPort_failsAndNamesTheOption() throws IOException {
    try (ServerSocket busy = new ServerSocket(0)) {
      Run run = Run.of("serve", built.resolve("analyzer"), "--port", busy.getLocalPort());

      // What comes before is the server's log.
      String last = run.err().lines().reduce("", (before, line) -> line);
      assertEquals(ExitCode.FAILED, run.code(), run.err());
      assertEquals(
          "winnow: port %d is in use; choose another with --port".formatted(busy.getLocalPort()),
          last);
    }
  }

  @Test
  void serve_noRepository_fails() {
    assertFailed(Run.of("serve", folder.resolve("nowhere"), "--port", "0"), "nowhere");
  }

  @Test
  void serve_portOutOfRange_isAUsageError() {
    assertEquals(
        ExitCode.USAGE, Run.of("serve", built.resolve("analyzer"), "--port", "70000").code());
  }
}
