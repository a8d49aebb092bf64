package dev.winnow.maskaudit;

import dev.winnow.image.Image;
import dev.winnow.mask.MaskedFrame;

/**
 * A frame before and after the mask.
 *
 * @param source file that it is of, as the data set or the command names it
 * @param original what the camera saw
 * @param released what leaves, before it is compressed, which only takes away
 * @param isStill whether it is of no film
 */
record ReleasedPair(String source, Image original, MaskedFrame released, boolean isStill) {
  /** Its time in seconds since the first frame; 0 of a still. */
  double seconds() {
    return released.time().toNanos() / 1e9;
  }
}
