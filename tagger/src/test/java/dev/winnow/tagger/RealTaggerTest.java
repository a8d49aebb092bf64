package dev.winnow.tagger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.detection.DetectorSpec;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** YOLOX-nano on a photograph of a person, behind the server. */
@EnabledIfEnvironmentVariable(
    named = "WINNOW_DATA",
    matches = ".+",
    disabledReason = "WINNOW_DATA does not name the folder with the real data")
class RealTaggerTest {
  @Test
  void infer_portrait_isAPersonInTheMiddle(@TempDir Path folder) throws IOException {
    Path data = Path.of(System.getenv("WINNOW_DATA"));
    Path model = data.resolve("models/yolox_nano.onnx");
    assumeTrue(Files.exists(model), () -> "there is no " + model);
    Network network = Network.read(model);
    DetectorSpec spec = DetectorSpec.of(network);
    TaggerRepository.write(folder, "coco", "1", network, spec);

    float[] surest;
    try (Tagging server = Tagging.of(folder)) {
      surest =
          server
              .ask("coco", "objects", Files.readAllBytes(portrait(data.resolve("lfw"))))
              .output("objects")
              .tensor()
              .toArray();
    }

    assertEquals("person", spec.labels().get((int) surest[5]));
    assertTrue(surest[4] > 0.5, () -> "a score of " + surest[4]);
    assertTrue(surest[0] < 0.5 && surest[0] + surest[2] > 0.5);
    assertTrue(surest[1] < 0.5 && surest[1] + surest[3] > 0.5);
  }

  /** The first of all, by name. */
  private static Path portrait(Path faces) throws IOException {
    try (Stream<Path> files = Files.walk(faces)) {
      return files
          .filter(file -> file.toString().endsWith(".jpg"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
