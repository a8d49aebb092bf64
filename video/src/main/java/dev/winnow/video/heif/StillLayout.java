package dev.winnow.video.heif;

import dev.winnow.data.DamagedCaptureException;
import dev.winnow.image.ImageDecoder;
import dev.winnow.video.UprightTurn;
import java.awt.Rectangle;
import java.util.List;

/**
 * How a picture is put together, all in pixels: its tiles lie on a canvas, of which the window is
 * to be seen, upright once it is turned.
 *
 * @param window the part of the canvas that is the picture
 * @param turn what makes it upright
 * @param tiles what covers the canvas, at least one
 */
record StillLayout(Rectangle window, UprightTurn turn, List<Tile> tiles) {
  /**
   * One coded picture.
   *
   * @param stream its number in the file
   * @param place where it lies on the canvas
   */
  record Tile(int stream, Rectangle place) {}

  /**
   * @throws DamagedCaptureException if the window is empty, a part of it is covered by no tile, or
   *     the tiles have together more than twice the pixels that an image may have
   */
  static StillLayout of(Rectangle window, UprightTurn turn, List<Tile> tiles)
      throws DamagedCaptureException {
    long coded = 0;
    long seen = 0;
    for (Tile tile : tiles) {
      coded += (long) tile.place.width * tile.place.height;
      Rectangle part = tile.place.intersection(window);
      seen += part.isEmpty() ? 0 : (long) part.width * part.height;
    }
    if (window.isEmpty() || seen < (long) window.width * window.height) {
      throw new DamagedCaptureException("its tiles do not cover it");
    }
    if (coded > 2L * ImageDecoder.MOST_PIXELS) {
      throw new DamagedCaptureException(
          "its tiles have %d pixels together, more than %d"
              .formatted(coded, 2L * ImageDecoder.MOST_PIXELS));
    }
    return new StillLayout(window, turn, List.copyOf(tiles));
  }

  int uprightWidth() {
    return turn.swaps() ? window.height : window.width;
  }

  int uprightHeight() {
    return turn.swaps() ? window.width : window.height;
  }
}
