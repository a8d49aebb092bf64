package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An early cut of the bundled network, in the middle of its first half. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class BottleneckRunTest {
  private static final String EARLY = "pool1";

  @TempDir private static Path folder;
  private static Path portraits;
  private static Path network;

  @BeforeAll
  static void paint() throws IOException {
    portraits = PortraitShots.write(folder.resolve("portraits"), 30, 12);
    network = folder.resolve("smile.onnx");
    SmileNetwork.load().write(network);
  }

  private static JsonNode randomised(String embedding) throws IOException {
    Run run =
        Run.of(
            "build",
            "--json",
            "--model",
            network,
            "--data",
            portraits,
            "--primary",
            "smile",
            "--cut",
            EARLY,
            "--embedding",
            embedding,
            "--epsilon",
            5,
            "--encoder-epochs",
            12,
            "--epochs",
            1,
            "--threads",
            2,
            "--name",
            "smile",
            "--out",
            folder.resolve(embedding));
    assertEquals(ExitCode.OK, run.code(), run.err());
    return new ObjectMapper().readTree(run.out()).at("/embeddings/1");
  }

  /** Less than a bit of a smile, where the first principal component tells none. */
  @Test
  void build_earlyCut_bottleneckTellsSmilesThatTheFirstComponentDoesNot() throws IOException {
    JsonNode reduced = randomised("reduced");
    JsonNode bottleneck = randomised("bottleneck");

    assertTrue(balanced(reduced) < 0.7, reduced::toString);
    assertTrue(balanced(bottleneck) > 0.9, bottleneck::toString);
    assertTrue(bottleneck.get("edgeShare").asDouble() < 0.5, bottleneck::toString);
    assertTrue(bottleneck.get("bits").asDouble() < 1, bottleneck::toString);
    assertEquals(EARLY + ".bottleneck", bottleneck.get("cut").asText());
  }

  private static double balanced(JsonNode embedding) {
    return embedding.at("/accuracy/balanced").asDouble();
  }
}
