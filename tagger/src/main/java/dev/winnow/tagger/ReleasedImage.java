package dev.winnow.tagger;

import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.wire.WireException;
import java.nio.ByteBuffer;

/** The one image of a request: a JPEG of limited length and size. It is not trusted. */
final class ReleasedImage {
  /** Bytes of a JPEG: 16 MiB, the most that a camera makes. */
  static final int MOST_BYTES = 16 << 20;

  /** Pixels of an image: a frame of 8K, 7680×4320, and a little more. 108 MB while it is tagged. */
  static final int MOST_PIXELS = 36_000_000;

  private ReleasedImage() {}

  /**
   * Refuses what is too long before it waits for a thread.
   *
   * @throws WireException if it is
   */
  static void requireSize(ByteBuffer jpeg) {
    if (jpeg.remaining() > MOST_BYTES) {
      throw new WireException(
          "\"%s\" has %d bytes, and at most %d are taken; send a smaller JPEG"
              .formatted(TaggerPlan.IMAGE, jpeg.remaining(), MOST_BYTES));
    }
  }

  /**
   * Decodes an image.
   *
   * @throws WireException if it is no whole JPEG of at most {@link #MOST_PIXELS}; the sentence says
   *     why and holds nothing of it
   */
  static Image decode(ByteBuffer jpeg) {
    byte[] bytes = new byte[jpeg.remaining()];
    jpeg.duplicate().get(bytes);
    try {
      return ImageDecoder.decodeJpeg(TaggerPlan.IMAGE, bytes, MOST_PIXELS);
    } catch (UnreadableCaptureException e) {
      throw new WireException(
          "\"%s\" cannot be read: %s; send one whole JPEG of at most %d pixels"
              .formatted(TaggerPlan.IMAGE, e.reason(), MOST_PIXELS));
    }
  }
}
