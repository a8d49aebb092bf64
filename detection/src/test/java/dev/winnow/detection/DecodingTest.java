package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.image.Image;
import dev.winnow.onnx.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Outputs drawn at random, decoded as the authors of each family do, in NumPy. */
class DecodingTest {
  private static final JsonNode DECODED = Oracle.read("decoded.json");

  @Test
  void detect_yolox_asItsAuthors() {
    Tensor cells = Oracle.drawn(1, Shape.of(96 + 24 + 6, 8), 0, 1);
    Network network = FixedNetworks.of(Shape.of(3, 64, 96), Map.of("output", cells));

    assertDecoded("yolox", network, new DetectorSpec(DetectorFamily.YOLOX, 0.5, 0.45, abc(), 1));
  }

  @Test
  void detect_yunet_asItsAuthors() {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    int[] cells = {96, 24, 6};
    for (int i = 0; i < cells.length; i++) {
      int stride = 8 << i;
      outputs.put("cls_" + stride, Oracle.drawn(10 + i, Shape.of(cells[i], 1), -0.1, 1.1));
      outputs.put("obj_" + stride, Oracle.drawn(20 + i, Shape.of(cells[i], 1), -0.1, 1.1));
      outputs.put("bbox_" + stride, Oracle.drawn(30 + i, Shape.of(cells[i], 4), -1, 1.5));
    }

    assertDecoded("yunet", FixedNetworks.of(Shape.of(3, 64, 96), outputs), 0.6);
  }

  @Test
  void detect_nanoDet_asItsAuthors() {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    int[] cells = {96, 24, 6};
    for (int i = 0; i < cells.length; i++) {
      outputs.put("scores" + i, Oracle.drawn(80 + i, Shape.of(cells[i], 3), 0, 1));
      outputs.put("distances" + i, Oracle.drawn(90 + i, Shape.of(cells[i], 44), -2, 2));
    }
    Network network = FixedNetworks.of(Shape.of(3, 64, 96), outputs);

    assertDecoded("nanodet", network, new DetectorSpec(DetectorFamily.NANODET, 0.9, 0.6, abc(), 1));
  }

  @Test
  void detect_ultraFace_asItsAuthors() {
    float[] corners = Oracle.drawn(40, 200, 0, 0.5);
    for (int i = 0; i < corners.length; i++) {
      corners[i] += i % 4 < 2 ? 0 : 0.5f;
    }
    Map<String, Tensor> outputs =
        Map.of(
            "scores", Oracle.drawn(41, Shape.of(50, 2), 0, 1),
            "boxes", Tensor.of(Shape.of(50, 4), corners));

    assertDecoded("ultraface", FixedNetworks.of(Shape.of(3, 64, 96), outputs), 0.7);
  }

  @Test
  void detect_blazeFaceOfTheFrontCamera_asItsAuthors() {
    assertDecoded("blazeface_front", blazeFace(128), 0.9);
  }

  @Test
  void detect_blazeFaceOfTheBackCamera_asItsAuthors() {
    assertDecoded("blazeface_back", blazeFace(256), 0.9);
  }

  @Test
  void detect_text_asItsAuthorsOnUprightBoxes() {
    Tensor map = Tensor.allocate(Shape.of(1, 64, 96));
    for (int i = 0; i < map.shape().size(); i++) {
      int block = i / 96 / 8 * 12 + i % 96 / 8;
      map.buffer().put(i, DECODED.get("text_blocks").get(block).intValue() / 255f);
    }

    assertDecoded("text", FixedNetworks.of(Shape.of(3, 64, 96), Map.of("map", map)), 0.4);
  }

  private static Network blazeFace(int side) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("a", Oracle.drawn(50, Shape.of(512, 1), -3, 3));
    outputs.put("b", Oracle.drawn(51, Shape.of(384, 1), -3, 3));
    outputs.put("c", Oracle.drawn(52, Shape.of(512, 16), 5, 60));
    outputs.put("d", Oracle.drawn(53, Shape.of(384, 16), 5, 60));
    return FixedNetworks.of(Shape.of(side, side, 3), outputs);
  }

  private static void assertDecoded(String name, Network network, double threshold) {
    assertDecoded(name, network, DetectorSpec.of(network).withThreshold(threshold));
  }

  private static void assertDecoded(String name, Network network, DetectorSpec spec) {
    Shape input = network.inputs().get(0).shape();
    int width = input.dim(1) == input.dim(0) ? input.dim(1) : input.dim(2);
    int height = input.dim(1);
    try (Detector detector = OnnxDetector.open(network, spec, 1)) {
      List<DetectedObject> found =
          detector.detect(Image.of(width, height, new int[width * height]));

      JsonNode expected = DECODED.get(name);
      assertEquals(expected.size(), found.size());
      for (int i = 0; i < found.size(); i++) {
        Box box = found.get(i).box();
        assertEquals(expected.get(i).get(0).doubleValue(), box.left() * width, 0.001);
        assertEquals(expected.get(i).get(1).doubleValue(), box.top() * height, 0.001);
        assertEquals(expected.get(i).get(2).doubleValue(), box.right() * width, 0.001);
        assertEquals(expected.get(i).get(3).doubleValue(), box.bottom() * height, 0.001);
        assertEquals(expected.get(i).get(4).doubleValue(), found.get(i).score(), 1e-5);
        assertEquals(expected.get(i).get(5).intValue(), found.get(i).label());
      }
    }
  }

  private static List<String> abc() {
    return List.of("a", "b", "c");
  }
}
