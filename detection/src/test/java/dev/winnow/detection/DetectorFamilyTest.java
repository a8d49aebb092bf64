package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectorFamilyTest {
  @Test
  void of_knownOutputs_isTheirFamily() {
    assertFamily(DetectorFamily.YOLOX, Shape.of(3, 32, 32), Shape.of(21, 85));
    assertFamily(DetectorFamily.ULTRAFACE, Shape.of(3, 24, 32), Shape.of(9, 4), Shape.of(9, 2));
    assertFamily(
        DetectorFamily.BLAZEFACE,
        Shape.of(64, 64, 3),
        Shape.of(512, 1),
        Shape.of(384, 1),
        Shape.of(512, 16),
        Shape.of(384, 16));
    assertFamily(
        DetectorFamily.NANODET,
        Shape.of(3, 32, 64),
        Shape.of(32, 80),
        Shape.of(8, 80),
        Shape.of(2, 80),
        Shape.of(32, 44),
        Shape.of(8, 44),
        Shape.of(2, 44));
    assertFamily(DetectorFamily.PP_OCR, Shape.of(3, 24, 32), Shape.of(1, 24, 32));
  }

  @Test
  void of_gridsOfYuNet_isYuNet() {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (int stride = 8; stride <= 32; stride *= 2) {
      int cells = 32 / stride * (64 / stride);
      outputs.put("cls_" + stride, Tensor.allocate(Shape.of(cells, 1)));
      outputs.put("obj_" + stride, Tensor.allocate(Shape.of(cells, 1)));
      outputs.put("bbox_" + stride, Tensor.allocate(Shape.of(cells, 4)));
      outputs.put("kps_" + stride, Tensor.allocate(Shape.of(cells, 10)));
    }

    assertEquals(
        DetectorFamily.YUNET, DetectorFamily.of(FixedNetworks.of(Shape.of(3, 32, 64), outputs)));
  }

  @Test
  void of_classifier_isRefusedWithWhatIsKnown() {
    Network network = network(Shape.of(3, 32, 32), Shape.of(10));

    var refusal = assertThrows(UnknownDetectorException.class, () -> DetectorFamily.of(network));

    assertEquals(
        "detector is no detector that can be decoded: it makes output0 ?×10; known are YOLOX (one"
            + " output of cells × (5 + classes)), NanoDet (for each of three grids cells × classes"
            + " and cells × 44), YuNet (the outputs cls_, obj_, bbox_ and kps_ 8, 16 and 32),"
            + " UltraFace (two outputs of anchors × 2 and anchors × 4), BlazeFace (four"
            + " outputs of 512 and 384 anchors × 1 and × 16), PP-OCR (one output of the input's"
            + " height × width)",
        refusal.getMessage());
  }

  private static void assertFamily(DetectorFamily family, Shape image, Shape... outputs) {
    assertEquals(family, DetectorFamily.of(network(image, outputs)));
  }

  private static Network network(Shape image, Shape... outputs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Shape output : outputs) {
      tensors.put("output" + tensors.size(), Tensor.allocate(output));
    }
    return FixedNetworks.of(image, tensors);
  }
}
