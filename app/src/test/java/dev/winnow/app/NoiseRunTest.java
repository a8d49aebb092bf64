package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Interval;
import dev.winnow.core.RandomizedResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow edge} with a package that names a mechanism. */
class NoiseRunTest {
  @TempDir private Path folder;
  private Path images = Path.of("");
  private Serving serving;

  @BeforeEach
  void prepare() throws IOException {
    images = Colours.images(folder, 2);
    Path network = Colours.write(folder);
    Run run =
        Run.of("build", "--model", network, "--cut", "logits", "--name", "colour", "--out", folder);
    assertEquals(ExitCode.OK, run.code(), run.err());
    ExtractorPackage plain = ExtractorPackage.read(extractor());
    List<Interval> bounds = Collections.nCopies(3, new Interval(-1, 1));
    RandomizedResponse response = RandomizedResponse.of(bounds, 2, 0.11, 0);
    ExtractorPackage.of(plain.manifest().withMechanism(response), plain.network())
        .write(extractor());
    serving = Serving.start(folder.resolve("analyzer"));
  }

  @AfterEach
  void stop() {
    serving.close();
  }

  private Path extractor() {
    return folder.resolve("colour.extractor");
  }

  private Run edge(String secret, Object option) {
    return Run.of(
        "edge",
        extractor(),
        "--uncertified",
        "--source",
        "dir:" + images,
        "--analyzer",
        serving.address(),
        "--secret",
        folder.resolve(secret),
        option);
  }

  /** The probabilities of a run with JSON, which also holds times. */
  private static List<String> probabilities(Run run) {
    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().lines().allMatch(line -> line.startsWith("{\"path\":")), run.out());
    return run.out()
        .lines()
        .map(line -> line.replaceFirst(".*\"probabilities\":(\\[[^]]+]).*", "$1"))
        .toList();
  }

  @Test
  void edge_response_saysWhatIsTold() {
    Run run = edge("noise.key", "--threads=1");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(
        run.err().contains("randomised response over 2 levels, at most 1.50 bits (ε 6.27)"),
        run.err());
    assertTrue(run.err().contains("told: 6 answers, together at most 9.0 bits"), run.err());
    assertFalse(run.out().contains("bits"), run.out());
  }

  /** Of 144 values two nodes flip none with a probability of .89^288, 3e-15. */
  @Test
  void edge_permanentLayerAgain_answersTheSameAndAnotherNodeOtherwise() throws IOException {
    images = Colours.images(folder.resolve("many"), 16);
    List<String> first = probabilities(edge("noise.key", "--json"));

    assertEquals(48, first.size());
    assertEquals(first, probabilities(edge("noise.key", "--json")));
    assertNotEquals(first, probabilities(edge("other.key", "--json")));
  }

  @Test
  void edge_secretOfAnotherLength_failsInOneSentence() throws IOException {
    edge("noise.key", "--json");
    Files.write(folder.resolve("noise.key"), new byte[5]);

    Run run = edge("noise.key", "--json");

    assertEquals(ExitCode.FAILED, run.code(), run.err());
    assertTrue(run.sentence().contains("must hold 32 bytes and holds 5"), run.sentence());
  }

  @Test
  void edge_budgetIsSpent_stopsInOneSentenceWithTheCodeOfPrivacy() {
    Run run = edge("noise.key", "--budget=4");

    assertEquals(ExitCode.NOT_MET, run.code(), run.err());
    assertEquals(2, run.out().lines().count());
    assertTrue(run.err().contains("--budget"), run.err());
  }
}
