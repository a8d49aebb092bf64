package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
  private static final Box BOX = new Box(0.1f, 0.1f, 0.4f, 0.4f);

  /** 40 images with crowds, equal scores, labels that are wrong and more than 100 boxes on some. */
  @Test
  void of_drawnDetections_asPycocotools() {
    JsonNode drawn = Oracle.read("judged.json");
    List<JudgedImage> images = new ArrayList<>();
    for (int image = 1; image <= 40; image++) {
      List<LabelledBox> truth = new ArrayList<>();
      for (JsonNode row : drawn.get("truth")) {
        if (row.get(0).intValue() == image) {
          boolean crowd = row.get(6).intValue() == 1;
          truth.add(new LabelledBox(box(row), row.get(1).intValue(), crowd));
        }
      }
      List<DetectedObject> found = new ArrayList<>();
      for (JsonNode row : drawn.get("found")) {
        if (row.get(0).intValue() == image) {
          found.add(new DetectedObject(box(row), row.get(6).floatValue(), row.get(1).intValue()));
        }
      }
      images.add(new JudgedImage(truth, found));
    }

    JsonNode expected = drawn.get("expected");
    assertPrecision(expected.get("all"), AveragePrecision.of(images));
    SortedMap<Integer, AveragePrecision> each = AveragePrecision.byLabel(images);
    assertEquals(3, each.size());
    each.forEach(
        (label, precision) ->
            assertPrecision(expected.get("each").get(label.toString()), precision));
  }

  @Test
  void of_perfectDetector_isOne() {
    JudgedImage image =
        new JudgedImage(List.of(LabelledBox.of(BOX, 3)), List.of(new DetectedObject(BOX, 0.1f, 3)));

    assertEquals(new AveragePrecision(1, 1), AveragePrecision.of(List.of(image)));
  }

  /** Of labels that no image holds, nothing found is wrong. */
  @Test
  void of_labelThatOccursNowhere_doesNotCount() {
    JudgedImage image =
        new JudgedImage(
            List.of(LabelledBox.of(BOX, 3)),
            List.of(new DetectedObject(BOX, 0.1f, 3), new DetectedObject(BOX, 0.9f, 4)));

    assertEquals(1, AveragePrecision.of(List.of(image)).overall());
  }

  @Test
  void of_nothingToBeFound_isRefused() {
    JudgedImage crowd = new JudgedImage(List.of(new LabelledBox(BOX, 0, true)), List.of());

    assertThrows(IllegalArgumentException.class, () -> AveragePrecision.of(List.of(crowd)));
  }

  private static Box box(JsonNode row) {
    return Box.ofPixels(
        row.get(2).doubleValue(),
        row.get(3).doubleValue(),
        row.get(4).doubleValue(),
        row.get(5).doubleValue(),
        200,
        100);
  }

  private static void assertPrecision(JsonNode expected, AveragePrecision precision) {
    assertEquals(expected.get(0).doubleValue(), precision.atHalf(), 1e-6);
    assertEquals(expected.get(1).doubleValue(), precision.overall(), 1e-6);
  }
}
