package dev.winnow.detection;

/**
 * Where an image lies on a network's input, in the input's pixels.
 *
 * @param left columns of border on its left
 * @param top rows of border above it
 * @param width at least 1
 * @param height at least 1
 */
record ScaledPlacement(int left, int top, int width, int height) {

  /** A box on the input, in its pixels, as a box on the image. */
  Box onImage(float boxLeft, float boxTop, float boxRight, float boxBottom) {
    return Box.ofPixels(
        boxLeft - left, boxTop - top, boxRight - boxLeft, boxBottom - boxTop, width, height);
  }
}
