package dev.winnow.detection;

import dev.winnow.image.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector that looks at the whole image and then at tiles of it, so that it finds objects that
 * are small on a large image. Neighbouring tiles share a fifth of their extent: what is smaller
 * than that lies whole on one of them. Costs as much as the detector does, times the tiles and one.
 */
public final class TiledDetector implements Detector {
  private static final double SHARED = 0.2;
  private static final int MOST_ROWS_PER_COLUMN = 4;

  private final Detector detector;
  private final int across;
  private final double overlap;

  TiledDetector(Detector detector, int across, double overlap) {
    this.detector = detector;
    this.across = across;
    this.overlap = overlap;
  }

  /**
   * Makes a detector look at tiles. It is closed with this one.
   *
   * @param across how many tiles lie side by side, at least 2; there are as many rows of them as
   *     make them about square
   * @throws IllegalArgumentException if there are fewer
   */
  public static TiledDetector of(Detector detector, int across) {
    if (across < 2) {
      throw new IllegalArgumentException("there must be at least two tiles, not " + across);
    }
    return new TiledDetector(detector, across, NonMaximumSuppression.USUAL_OVERLAP);
  }

  @Override
  public List<String> labels() {
    return detector.labels();
  }

  @Override
  public List<DetectedObject> detect(Image image) {
    List<DetectedObject> found = new ArrayList<>(detector.detect(image));
    int width = extent(image.width(), across);
    int down = rows(image.height(), width);
    int height = extent(image.height(), down);
    for (int row = 0; row < down; row++) {
      int top = start(image.height(), height, row, down);
      for (int column = 0; column < across; column++) {
        int left = start(image.width(), width, column, across);
        for (DetectedObject object : detector.detect(image.cropped(left, top, width, height))) {
          found.add(onImage(object, left, top, width, height, image));
        }
      }
    }
    return NonMaximumSuppression.apply(found, overlap);
  }

  @Override
  public void close() {
    detector.close();
  }

  private static DetectedObject onImage(
      DetectedObject object, int left, int top, int width, int height, Image image) {
    Box box = object.box();
    return new DetectedObject(
        Box.ofPixels(
            left + (double) box.left() * width,
            top + (double) box.top() * height,
            (double) box.width() * width,
            (double) box.height() * height,
            image.width(),
            image.height()),
        object.score(),
        object.label());
  }

  /** The extent of each of so many tiles that together cover a length. */
  private static int extent(int length, int tiles) {
    return Math.min(length, (int) Math.ceil(length / (tiles - SHARED * (tiles - 1))));
  }

  private static int start(int length, int extent, int tile, int tiles) {
    return tiles == 1 ? 0 : (int) Math.round((double) tile * (length - extent) / (tiles - 1));
  }

  /** How many rows make tiles of a width the most nearly square; at most four times the columns. */
  private int rows(int imageHeight, int width) {
    int best = 1;
    for (int rows = 2; rows <= MOST_ROWS_PER_COLUMN * across; rows++) {
      if (unlike(extent(imageHeight, rows), width) < unlike(extent(imageHeight, best), width)) {
        best = rows;
      }
    }
    return best;
  }

  private static double unlike(int height, int width) {
    return Math.abs(Math.log((double) height / width));
  }
}
