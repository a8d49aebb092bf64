package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.image.Image;
import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxDetectorTest {
  private static final Image SQUARE = Image.of(32, 32, new int[32 * 32]);

  @Test
  void detect_letterboxedImages_boxesAreSharesOfEachImage() {
    Network network = FixedNetworks.yolox(new Box(4, 4, 8, 8), 0.9f, 1);

    try (Detector detector = open(network)) {
      DetectedObject onSquare = detector.detect(SQUARE).get(0);
      DetectedObject onWide = detector.detect(Image.of(64, 32, new int[64 * 32])).get(0);
      DetectedObject onSquareAgain = detector.detect(SQUARE).get(0);

      assertEquals(1, onSquare.label());
      assertEquals("bird", detector.labels().get(1));
      assertBox(new Box(0.125f, 0.125f, 0.25f, 0.25f), onSquare.box());
      assertBox(new Box(0.125f, 0.25f, 0.25f, 0.5f), onWide.box());
      assertBox(onSquare.box(), onSquareAgain.box());
    }
  }

  @Test
  void detect_scoreBelowTheThreshold_isNotReported() {
    Network network = FixedNetworks.yolox(new Box(4, 4, 8, 8), 0.2f, 1);

    try (Detector detector = open(network)) {
      assertEquals(List.of(), detector.detect(SQUARE));
    }
  }

  /** Wherever in a cell the damage is, however unsure the cell would be otherwise. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void detect_scoreThatIsNoNumber_saysSoInsteadOfNothingFound(int place) {
    float[] values = new float[21 * 7];
    values[7 * 20 + place] = Float.NaN;

    try (Detector detector = open(FixedNetworks.yolox(values))) {
      var refusal = assertThrows(MalformedDetectionException.class, () -> detector.detect(SQUARE));
      assertTrue(refusal.getMessage().contains("a score of NaN"), refusal.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e10f})
  void detect_boxWithoutFiniteNumbers_saysSo(float logarithm) {
    float[] values = new float[21 * 7];
    Arrays.fill(values, 4, 6, 1);
    values[2] = logarithm;

    try (Detector detector = open(FixedNetworks.yolox(values))) {
      assertThrows(MalformedDetectionException.class, () -> detector.detect(SQUARE));
    }
  }

  @Test
  void detect_cornersInTheWrongOrder_saysSo() {
    Map<String, Tensor> outputs =
        Map.of(
            "scores", Tensor.of(Shape.of(1, 2), 0, 1),
            "boxes", Tensor.of(Shape.of(1, 4), 0.6f, 0.2f, 0.4f, 0.4f));
    Network network = FixedNetworks.of(Shape.of(3, 32, 32), outputs);

    try (Detector detector = OnnxDetector.open(network, DetectorSpec.of(network), 1)) {
      assertThrows(MalformedDetectionException.class, () -> detector.detect(SQUARE));
    }
  }

  /** BlazeFace makes them of faces that it is not sure of; there, they are no damage. */
  @Test
  void detect_blazeFaceOfNegativeExtent_isABoxNonetheless() {
    Tensor boxes = Tensor.allocate(Shape.of(512, 16));
    boxes.buffer().put(2, -12.8f).put(3, 25.6f);
    Tensor scores = Tensor.allocate(Shape.of(512, 1));
    scores.buffer().put(0, 5);
    Map<String, Tensor> outputs =
        Map.of(
            "a",
            scores,
            "b",
            Tensor.allocate(Shape.of(384, 1)),
            "c",
            boxes,
            "d",
            Tensor.allocate(Shape.of(384, 16)));
    Network network = FixedNetworks.of(Shape.of(128, 128, 3), outputs);
    DetectorSpec spec = DetectorSpec.of(network).withThreshold(0.9);

    try (Detector detector = OnnxDetector.open(network, spec, 1)) {
      Box box = detector.detect(SQUARE).get(0).box();

      assertBox(new Box(1 / 32f - 0.05f, 1 / 32f - 0.1f, 0.1f, 0.2f), box);
    }
  }

  @Test
  void detect_scoreBeyondOne_isNoScore() {
    try (Detector detector = open(FixedNetworks.yolox(new Box(4, 4, 8, 8), 1.5f, 0))) {
      assertThrows(MalformedDetectionException.class, () -> detector.detect(SQUARE));
    }
  }

  @Test
  void open_wrongNumberOfLabels_isRefused() {
    Network network = FixedNetworks.yolox(new Box(4, 4, 8, 8), 0.9f, 1);
    DetectorSpec usual = DetectorSpec.of(network);
    DetectorSpec coco =
        new DetectorSpec(
            usual.family(), usual.threshold(), usual.overlap(), Collections.nCopies(80, "a"), 1);

    var refusal =
        assertThrows(UnknownDetectorException.class, () -> OnnxDetector.open(network, coco, 1));

    assertEquals(
        "detector tells 2 classes apart and has 80 labels; give it a label for each",
        refusal.getMessage());
  }

  @Test
  void open_anotherFamily_isRefused() {
    Network network = FixedNetworks.yolox(new Box(4, 4, 8, 8), 0.9f, 1);
    var faces = new DetectorSpec(DetectorFamily.YUNET, 0.6, 0.3, List.of("face"), 1);

    assertThrows(UnknownDetectorException.class, () -> OnnxDetector.open(network, faces, 1));
  }

  private static Detector open(Network network) {
    return OnnxDetector.open(
        network, new DetectorSpec(DetectorFamily.YOLOX, 0.3, 0.45, List.of("cat", "bird"), 1), 1);
  }

  private static void assertBox(Box expected, Box box) {
    assertEquals(expected.left(), box.left(), 1e-5);
    assertEquals(expected.top(), box.top(), 1e-5);
    assertEquals(expected.width(), box.width(), 1e-5);
    assertEquals(expected.height(), box.height(), 1e-5);
  }
}
