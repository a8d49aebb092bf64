package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.image.Image;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detectors made of others: on tiles, turned, and joined. */
class ManyDetectorsTest {

  /** Finds the one white pixel, if it is at least a hundredth of the image's width wide. */
  private static final class SpotDetector implements Detector {
    private final List<String> seen = new ArrayList<>();
    private boolean closed;

    @Override
    public List<String> labels() {
      return List.of("spot");
    }

    @Override
    public List<DetectedObject> detect(Image image) {
      seen.add(image.toString());
      for (int y = 0; y < image.height() && image.width() <= 100; y++) {
        for (int x = 0; x < image.width(); x++) {
          if (image.rgb(x, y) == 0xFFFFFF) {
            Box box = Box.ofPixels(x, y, 1, 1, image.width(), image.height());
            return List.of(new DetectedObject(box, 0.75f, 0));
          }
        }
      }
      return List.of();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private record Fixed(List<String> labels, List<DetectedObject> detected) implements Detector {
    @Override
    public List<DetectedObject> detect(Image image) {
      return detected;
    }

    @Override
    public void close() {}
  }

  @Test
  void tiled_anywhereOnALargeImage_findsWhatTheWholeImageHides() {
    for (int[] place : new int[][] {{0, 0}, {179, 89}, {95, 50}, {84, 10}, {179, 0}}) {
      int[] pixels = new int[180 * 90];
      pixels[place[1] * 180 + place[0]] = 0xFFFFFF;
      Image image = Image.of(180, 90, pixels);
      try (Detector tiled = TiledDetector.of(new SpotDetector(), 2)) {

        List<DetectedObject> found = tiled.detect(image);

        assertEquals(1, found.size());
        Box box = found.get(0).box();
        assertEquals(place[0], box.left() * 180, 1e-3);
        assertEquals(place[1], box.top() * 90, 1e-3);
        assertEquals(1, box.width() * 180, 1e-3);
        assertEquals(1, box.height() * 90, 1e-3);
      }
    }
  }

  /** 640 × 480 in two columns that share a fifth: 356 wide, and two rows of 267. */
  @Test
  void tiled_ofAFrame_looksAtAboutSquareTilesThatOverlap() {
    SpotDetector spots = new SpotDetector();
    TiledDetector.of(spots, 2).detect(Image.of(640, 480, new int[640 * 480]));
    SpotDetector tall = new SpotDetector();
    TiledDetector.of(tall, 2).detect(Image.of(180, 600, new int[180 * 600]));

    assertEquals(List.of("640×480", "356×267", "356×267", "356×267", "356×267"), spots.seen);
    assertEquals("100×104", tall.seen.get(1));
  }

  @Test
  void tiled_imageOfOnePixel_isNoFault() {
    assertEquals(
        List.of(), TiledDetector.of(new SpotDetector(), 4).detect(Image.of(1, 1, new int[1])));
  }

  @Test
  void tiled_lessThanTwo_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> TiledDetector.of(new SpotDetector(), 1));
  }

  /** Knows spots at the upper left only, as a detector of faces knows them upright only. */
  private static final class UprightDetector implements Detector {
    private final SpotDetector spots = new SpotDetector();

    @Override
    public List<String> labels() {
      return spots.labels();
    }

    @Override
    public List<DetectedObject> detect(Image image) {
      return spots.detect(image).stream()
          .filter(spot -> spot.box().left() < 0.5f && spot.box().top() < 0.5f)
          .toList();
    }

    @Override
    public void close() {
      spots.close();
    }
  }

  @Test
  void turned_whicheverWayUp_findsWhatIsFoundUprightOnly() {
    for (int[] place : new int[][] {{1, 1}, {6, 0}, {7, 2}, {0, 3}}) {
      int[] pixels = new int[8 * 4];
      pixels[place[1] * 8 + place[0]] = 0xFFFFFF;
      try (Detector turned = TurnedDetector.of(new UprightDetector())) {

        List<DetectedObject> found = turned.detect(Image.of(8, 4, pixels));

        assertEquals(1, found.size());
        Box box = found.get(0).box();
        assertEquals(place[0], box.left() * 8, 1e-3);
        assertEquals(place[1], box.top() * 4, 1e-3);
        assertEquals(1, box.width() * 8, 1e-3);
        assertEquals(1, box.height() * 4, 1e-3);
      }
    }
  }

  /** One detector's face reaches higher, the other's wider: both are held. */
  @Test
  void joined_labelsOfOneName_areOneLabelWithOneBoxPerObjectThatHoldsAll() {
    Box high = new Box(0.125f, 0.125f, 0.25f, 0.375f);
    Box wide = new Box(0.0625f, 0.1875f, 0.375f, 0.3125f);
    Box plate = new Box(0.6f, 0.6f, 0.2f, 0.1f);
    Detector faces = new Fixed(List.of("face"), List.of(new DetectedObject(high, 0.6f, 0)));
    Detector both =
        new Fixed(
            List.of("plate", "face"),
            List.of(new DetectedObject(plate, 0.7f, 0), new DetectedObject(wide, 0.8f, 1)));

    try (Detector joined = JoinedDetector.of(List.of(faces, both))) {
      assertEquals(List.of("face", "plate"), joined.labels());
      assertEquals(
          List.of(
              new DetectedObject(new Box(0.0625f, 0.125f, 0.375f, 0.375f), 0.8f, 0),
              new DetectedObject(plate, 0.7f, 1)),
          joined.detect(Image.of(1, 1, new int[1])));
    }
  }

  @Test
  void close_ofJoinedTiles_closesAll() {
    SpotDetector one = new SpotDetector();
    SpotDetector other = new SpotDetector();

    JoinedDetector.of(List.of(TiledDetector.of(one, 2), other)).close();

    assertTrue(one.closed && other.closed);
  }
}
