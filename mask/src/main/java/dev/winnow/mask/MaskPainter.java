package dev.winnow.mask;

import dev.winnow.detection.Box;
import dev.winnow.image.Image;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Covers parts of a frame; the frame itself stays as it is. */
final class MaskPainter {
  /** Half of white: neither dark nor bright, and no colour of skin. */
  private static final byte GREY = (byte) 128;

  private final MaskSettings.Appearance appearance;

  MaskPainter(MaskSettings.Appearance appearance) {
    this.appearance = appearance;
  }

  /**
   * Covers boxes, which have their margin.
   *
   * @param regions covered whole, with grey
   */
  MaskedFrame paint(Image image, Duration time, List<Box> boxes, List<Box> regions) {
    byte[] samples = new byte[3 * image.width() * image.height()];
    image.copyTo(ByteBuffer.wrap(samples));
    List<MaskOutline> masks = new ArrayList<>();
    for (Box box : boxes) {
      MaskOutline outline = new MaskOutline(appearance.shape(), box, image.width(), image.height());
      masks.add(outline);
      switch (appearance.fill()) {
        case SOLID -> fill(samples, image.width(), outline);
        case PIXELATE -> Coarsening.pixelate(samples, image.width(), outline);
        case BLUR -> Coarsening.blur(samples, image.width(), outline);
      }
    }
    for (Box region : regions) {
      MaskOutline outline =
          new MaskOutline(MaskSettings.Shape.BOX, region, image.width(), image.height());
      masks.add(outline);
      fill(samples, image.width(), outline);
    }
    return new MaskedFrame(
        Image.over(image.width(), image.height(), samples), time, masks, /* isWhole= */ false);
  }

  /** Covers all of a frame of some size. */
  static MaskedFrame paintWhole(int width, int height, Duration time) {
    byte[] samples = new byte[3 * width * height];
    Arrays.fill(samples, GREY);
    return new MaskedFrame(
        Image.over(width, height, samples), time, List.of(), /* isWhole= */ true);
  }

  /**
   * Covers with grey what either of two masks covers of the same frame.
   *
   * @param frame on which it is painted
   * @throws IllegalStateException if they are not of the same frame
   */
  static MaskedFrame cover(MaskedFrame frame, MaskedFrame other) {
    int width = frame.image().width();
    int height = frame.image().height();
    if (!frame.time().equals(other.time())
        || width != other.image().width()
        || height != other.image().height()) {
      throw new IllegalStateException(
          "two masks of different frames, at %s and at %s".formatted(frame.time(), other.time()));
    }
    if (frame.isWhole() || other.isWhole()) {
      return paintWhole(width, height, frame.time());
    }
    byte[] samples = new byte[3 * width * height];
    frame.image().copyTo(ByteBuffer.wrap(samples));
    Set<MaskOutline> masks = new LinkedHashSet<>(frame.outlines());
    masks.addAll(other.outlines());
    masks.forEach(outline -> fill(samples, width, outline));
    return new MaskedFrame(
        Image.over(width, height, samples), frame.time(), List.copyOf(masks), /* isWhole= */ false);
  }

  private static void fill(byte[] samples, int width, MaskOutline outline) {
    for (int y = outline.firstRow(); y < outline.endRow(); y++) {
      int row = 3 * y * width;
      Arrays.fill(samples, row + 3 * outline.first(y), row + 3 * outline.end(y), GREY);
    }
  }
}
