package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real networks on photographs, beside OpenCV and their authors' decoding. */
@EnabledIfEnvironmentVariable(
    named = "WINNOW_DATA",
    matches = ".+",
    disabledReason = "WINNOW_DATA does not name the folder with the real data")
class RealDetectorsTest {
  private static final double PIXELS = 2;
  private static final double SCORE = 0.02;

  /**
   * What OpenCV is sure of is found in the same place; near the threshold either may find what the
   * other does not.
   */
  @ParameterizedTest
  @CsvSource({
    "yunet, yunet_n_320_320.onnx",
    "ultraface, ultraface_rfb_320.onnx",
    "yolox, yolox_nano.onnx"
  })
  void detect_photographs_asOpenCvAndAuthors(String name, String file) {
    Path data = Path.of(System.getenv("WINNOW_DATA"));
    Network network = Network.read(data.resolve("models").resolve(file));
    Path photographs = data.resolve("coco_tiny/tiny_coco/val2017");
    DetectorSpec spec = DetectorSpec.of(network);
    int compared = 0;
    try (Detector detector = OnnxDetector.open(network, spec, 1)) {
      for (var photograph : Oracle.read("photographs.json").properties()) {
        Image image = ImageDecoder.read(photographs.resolve(photograph.getKey()));
        List<DetectedObject> found = detector.detect(image);
        for (JsonNode row : photograph.getValue().get(name)) {
          if (row.get(4).doubleValue() >= spec.threshold() + SCORE) {
            assertFound(photograph.getKey(), row, found, image);
            compared++;
          }
        }
        long sure =
            found.stream().filter(object -> object.score() >= spec.threshold() + SCORE).count();
        assertTrue(sure <= photograph.getValue().get(name).size(), photograph.getKey());
      }
    }
    assertTrue(compared >= 15, compared + " boxes");
  }

  private static void assertFound(
      String photograph, JsonNode row, List<DetectedObject> found, Image image) {
    Box expected =
        Box.ofPixels(
            row.get(0).doubleValue(),
            row.get(1).doubleValue(),
            row.get(2).doubleValue() - row.get(0).doubleValue(),
            row.get(3).doubleValue() - row.get(1).doubleValue(),
            image.width(),
            image.height());
    DetectedObject nearest =
        found.stream()
            .filter(object -> object.label() == row.get(5).intValue())
            .max(
                (a, b) ->
                    Float.compare(
                        a.box().intersectionOverUnion(expected),
                        b.box().intersectionOverUnion(expected)))
            .orElseThrow(() -> new AssertionError(photograph + ": " + row));
    String what = photograph + " " + row + " " + nearest;
    Box box = nearest.box();
    assertEquals(row.get(0).doubleValue(), box.left() * image.width(), PIXELS, what);
    assertEquals(row.get(1).doubleValue(), box.top() * image.height(), PIXELS, what);
    assertEquals(row.get(2).doubleValue(), box.right() * image.width(), PIXELS, what);
    assertEquals(row.get(3).doubleValue(), box.bottom() * image.height(), PIXELS, what);
    assertEquals(row.get(4).doubleValue(), nearest.score(), SCORE, what);
  }
}
