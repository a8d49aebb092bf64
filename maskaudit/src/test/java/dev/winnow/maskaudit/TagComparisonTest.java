package dev.winnow.maskaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.detection.LabelledBox;
import dev.winnow.image.Image;
import dev.winnow.mask.MaskSettings;
import dev.winnow.mask.StillMasker;
import dev.winnow.trust.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags of cats, which are red, and persons, which do not count. */
class TagComparisonTest {
  private static final List<String> LABELS = List.of("person", "cat");
  private static final Box CAT = new Box(0.25f, 0.25f, 0.5f, 0.5f);

  @TempDir private Path folder;

  private Path boxes(String text) throws IOException {
    return Files.writeString(folder.resolve("instances.json"), text);
  }

  private Path cats() throws IOException {
    return boxes(
        """
        {"images": [
          {"id": 7, "file_name": "some/a.png", "width": 40, "height": 20},
          {"id": 8, "file_name": "b.png", "width": 40, "height": 20}],
         "categories": [
          {"id": 1, "name": "person"}, {"id": 17, "name": "cat"}, {"id": 90, "name": "brush"}],
         "annotations": [
          {"image_id": 7, "category_id": 17, "bbox": [10, 5, 20, 10], "iscrowd": 0},
          {"image_id": 8, "category_id": 17, "bbox": [10, 5, 20, 10]},
          {"image_id": 8, "category_id": 90, "bbox": [0, 0, 1, 1]},
          {"image_id": 8, "category_id": 1, "bbox": [0, 0, 40, 20], "iscrowd": 1}]}
        """);
  }

  @Test
  void read_instances_areSharesOfTheImageByNameOfFile() throws IOException {
    CocoInstances read = CocoInstances.read(cats(), LABELS);

    assertEquals(List.of(LabelledBox.of(CAT, 1)), read.boxes().get("a.png"));
    assertEquals(
        List.of(LabelledBox.of(CAT, 1), new LabelledBox(new Box(0, 0, 1, 1), 0, /* crowd= */ true)),
        read.boxes().get("b.png"));
    assertEquals(List.of(LabelledBox.of(CAT, 1)), read.without(Set.of(0)).boxes().get("b.png"));
  }

  @Test
  void read_otherFile_isRefusedWithASentence() throws IOException {
    Path other = boxes("{\"images\": 3}");

    MalformedBoxesException refused =
        assertThrows(MalformedBoxesException.class, () -> CocoInstances.read(other, LABELS));

    assertTrue(refused.getMessage().contains("it has no list \"images\""), refused.getMessage());
  }

  /** One of two cats is masked: found at full precision up to half the recall, 51 of 101 points. */
  @Test
  void findings_maskOverOneOfTwoCats_keepHalf() throws IOException {
    try (TagComparison comparison =
        TagComparison.of(tagger(), Set.of(0), CocoInstances.read(cats(), LABELS))) {
      comparison.accept(pair("x/a.png", CAT));
      comparison.accept(pair("b.png", new Box(0, 0, 0.1f, 0.1f)));
      comparison.accept(pair("unknown.png", CAT));

      List<Finding> findings = comparison.findings();

      assertEquals("tagging.map", findings.get(0).metric());
      assertEquals(1, findings.get(0).references().raw().getAsDouble(), 1e-9);
      assertEquals("tagging.map-ratio", findings.get(1).metric());
      assertEquals(51 / 101.0, findings.get(1).value(), 1e-9);
    }
  }

  @Test
  void findings_noImageWithBoxes_areNone() throws IOException {
    try (TagComparison comparison =
        TagComparison.of(tagger(), Set.of(0), CocoInstances.read(cats(), LABELS))) {
      comparison.accept(pair("unknown.png", CAT));

      assertEquals(List.of(), comparison.findings());
    }
  }

  /** Finds a cat where the middle is red, and always a person. */
  private static Detector tagger() {
    DetectedObject person = new DetectedObject(new Box(0, 0, 1, 1), 0.99f, 0);
    return Crowd.detector(
        image ->
            image.rgb(20, 10) == 0xFF0000
                ? List.of(person, new DetectedObject(CAT, 0.9f, 1))
                : List.of(person));
  }

  private static ReleasedPair pair(String name, Box masked) {
    int[] red = new int[800];
    Arrays.fill(red, 0xFF0000);
    Image image = Image.of(40, 20, red);
    try (StillMasker masker =
        StillMasker.of(
            Crowd.detector(any -> List.of(new DetectedObject(masked, 0.9f, 0))),
            MaskSettings.withDefaults())) {
      return new ReleasedPair(name, image, masker.mask(image), true);
    }
  }
}
