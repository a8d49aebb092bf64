package dev.winnow.video.heif;

import dev.winnow.video.UprightTurn;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** The picture under way: rows of its tiles are laid where they are to be seen. */
final class UprightCanvas {
  private final StillLayout layout;
  private final BufferedImage image;
  private final byte[] pixels;

  UprightCanvas(StillLayout layout) {
    this.layout = layout;
    image =
        new BufferedImage(
            layout.uprightWidth(), layout.uprightHeight(), BufferedImage.TYPE_3BYTE_BGR);
    pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  BufferedImage image() {
    return image;
  }

  /**
   * Lays one row of a tile; what lies outside the window is dropped.
   *
   * @param place where the tile lies on the canvas
   * @param row the number of the row in the tile
   * @param bgr blue, green, red, blue, … of the row
   */
  void put(Rectangle place, int row, byte[] bgr) {
    Rectangle window = layout.window();
    int y = place.y + row - window.y;
    int from = Math.max(place.x, window.x);
    int end = Math.min(place.x + place.width, window.x + window.width);
    if (y < 0 || y >= window.height || from >= end) {
      return;
    }
    UprightTurn turn = layout.turn();
    int at = 3 * index(from - window.x, y);
    int step = 3 * (turn.a() + turn.b() * image.getWidth());
    int source = 3 * (from - place.x);
    if (step == 3) {
      System.arraycopy(bgr, source, pixels, at, 3 * (end - from));
      return;
    }
    for (int x = from; x < end; x++, at += step, source += 3) {
      pixels[at] = bgr[source];
      pixels[at + 1] = bgr[source + 1];
      pixels[at + 2] = bgr[source + 2];
    }
  }

  private int index(int x, int y) {
    Rectangle window = layout.window();
    int across = layout.turn().x(x, y, window.width, window.height);
    int down = layout.turn().y(x, y, window.width, window.height);
    return down * image.getWidth() + across;
  }
}
