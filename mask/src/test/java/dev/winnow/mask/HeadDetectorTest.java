package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where a person's head is, by the shares of a body that drawing books teach. */
class HeadDetectorTest {
  private static final Image WIDE = Image.of(200, 100, new int[200 * 100]);

  private static Box head(Box person) {
    Detector persons =
        new Detector() {
          @Override
          public List<String> labels() {
            return List.of("person");
          }

          @Override
          public List<DetectedObject> detect(Image image) {
            return List.of(new DetectedObject(person, 0.7f, 0));
          }

          @Override
          public void close() {
            // Holds nothing.
          }
        };
    try (HeadDetector heads = new HeadDetector(persons)) {
      assertEquals(List.of("person"), heads.labels());
      DetectedObject found = heads.detect(WIDE).get(0);
      assertEquals(0.7f, found.score());
      return found.box().grown(MaskSettings.withDefaults().appearance().margin());
    }
  }

  /** Seven and a half heads tall, and a head and a half wide at the shoulders. */
  @Test
  void detect_personWhoStands_coversTheHeadAndNotTheHands() {
    // 24 × 80 pixels: the head is the upper 11, and the middle 10 of the width.
    Box head = head(new Box(0.4f, 0.1f, 0.12f, 0.8f));

    assertTrue(head.top() <= 0.1f && head.bottom() >= 0.1f + 0.8f / 7.5f, head.toString());
    assertTrue(head.left() <= 0.435f && head.right() >= 0.485f, head.toString());
    assertTrue(head.bottom() < 0.1f + 0.8f * 0.4f, head.toString());
  }

  /** Only head and shoulders are on the image: 80 × 80 pixels. */
  @Test
  void detect_personOfWhomTheUpperBodyIsSeen_coversHalfTheHeight() {
    Box head = head(new Box(0.3f, 0.2f, 0.4f, 0.8f));

    assertTrue(head.bottom() >= 0.2f + 0.8f / 2, head.toString());
    assertTrue(head.top() <= 0.2f, head.toString());
  }

  @Test
  void part_ofAManifest_isReadAndAllWhereItIsNotSaid() {
    Map<String, String> words =
        new TreeMap<>(
            Map.of(
                "family", "yolox",
                "threshold", "0.15",
                "sure", "0.3",
                "overlap", "0.45",
                "tiles", "1",
                "turned", "false",
                "labels", "person,-kite"));
    assertEquals(MaskDetector.Part.ALL, detector(words).views().part());

    words.put("part", "head");
    assertEquals(MaskDetector.Part.HEAD, detector(words).views().part());
    assertEquals(words, detector(words).part().settings());

    words.put("part", "foot");
    var refusal = assertThrows(UnsupportedPackageException.class, () -> detector(words));
    assertTrue(refusal.getMessage().contains("part is all or head, not \"foot\""));
  }

  private static MaskDetector detector(Map<String, String> words) {
    return MaskDetector.of(
        new CaptureFilter.Part("detector-1.onnx", Digest.of(new byte[] {1}), words));
  }
}
