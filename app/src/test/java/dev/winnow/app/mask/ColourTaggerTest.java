package dev.winnow.app.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.detection.OnnxDetector;
import dev.winnow.image.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's tagger: whoever looks at the demo's page sees its boxes. */
class ColourTaggerTest {
  private static final int SIDE = 110;

  private static Image wall(int x, int y, Color colour) {
    BufferedImage image =
        new BufferedImage(DemoFilm.WIDTH, DemoFilm.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D painter = image.createGraphics();
    painter.setColor(Color.LIGHT_GRAY);
    painter.fillRect(0, 0, DemoFilm.WIDTH, DemoFilm.HEIGHT);
    painter.setColor(colour);
    painter.fillOval(x, y, SIDE, SIDE);
    painter.dispose();
    int[] rgb = image.getRGB(0, 0, DemoFilm.WIDTH, DemoFilm.HEIGHT, null, 0, DemoFilm.WIDTH);
    return Image.of(DemoFilm.WIDTH, DemoFilm.HEIGHT, rgb);
  }

  /** Wherever it lies among the network's cells. */
  @ParameterizedTest
  @CsvSource({"100, 100", "113, 107", "120, 120", "127, 131", "400, 300", "411, 318"})
  void detect_aBall_isOneBoxAroundIt(int x, int y) {
    try (Detector tagger = OnnxDetector.open(ColourTagger.network(), ColourTagger.spec(), 1)) {
      List<DetectedObject> found = tagger.detect(wall(x, y, new Color(220, 45, 30)));

      assertEquals(1, found.size(), found.toString());
      assertEquals("ball", tagger.labels().get(found.get(0).label()));
      Box ball = Box.ofPixels(x, y, SIDE, SIDE, DemoFilm.WIDTH, DemoFilm.HEIGHT);
      double overlap = found.get(0).box().intersectionOverUnion(ball);
      assertTrue(overlap > 0.6, overlap + ": " + found);
    }
  }
}
