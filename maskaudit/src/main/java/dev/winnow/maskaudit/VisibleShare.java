package dev.winnow.maskaudit;

import dev.winnow.detection.Box;
import dev.winnow.image.Image;
import dev.winnow.mask.MaskSettings;
import dev.winnow.mask.MaskedFrame;

/**
 * How much of a face is to be seen on a masked frame: of the pixels whose centres lie in the
 * ellipse within its box, the share that is not covered. A pixel is covered if a mask was painted
 * over it and, where masks are solid, it is the mask's grey indeed.
 */
final class VisibleShare {
  /** More of a face to be seen than this, and it is not covered. */
  static final double MOST = 0.1;

  private static final int GREY = 0x808080;

  private VisibleShare() {}

  /** Of a face that lies outside the frame, or is smaller than a pixel, nothing is to be seen. */
  static double of(Box face, MaskedFrame frame, MaskSettings.Fill fill) {
    Image image = frame.image();
    double centreX = (face.left() + face.right()) / 2.0 * image.width();
    double centreY = (face.top() + face.bottom()) / 2.0 * image.height();
    double halfWidth = face.width() / 2.0 * image.width();
    double halfHeight = face.height() / 2.0 * image.height();
    long pixels = 0;
    long bare = 0;
    int top = within(centreY - halfHeight, image.height());
    int bottom = within(centreY + halfHeight + 1, image.height());
    for (int y = top; y < bottom; y++) {
      double down = (y + 0.5 - centreY) / halfHeight;
      double reach = halfWidth * Math.sqrt(Math.max(0, 1 - down * down));
      int end = within(centreX + reach + 0.5, image.width());
      for (int x = within(centreX - reach + 0.5, image.width()); x < end; x++) {
        pixels++;
        if (!isCovered(frame, x, y, fill)) {
          bare++;
        }
      }
    }
    return pixels == 0 ? 0 : (double) bare / pixels;
  }

  private static boolean isCovered(MaskedFrame frame, int x, int y, MaskSettings.Fill fill) {
    // The pixel is looked at first: it costs less than to ask every mask.
    return (fill != MaskSettings.Fill.SOLID || frame.image().rgb(x, y) == GREY)
        && frame.isMasked(x, y);
  }

  private static int within(double value, int most) {
    return (int) Math.max(0, Math.min(most, Math.floor(value)));
  }
}
