package dev.winnow.image;

import dev.winnow.core.ImageSpec;

/**
 * Where an image of a certain size lands in the network's input: what {@link ImageSpec} means, in
 * numbers.
 *
 * <p>The crop keeps exactly its share around the centre; its borders may lie within pixels and are
 * not rounded. COVER keeps of that the centred part in the input's proportion. LETTERBOX scales by
 * the largest factor that fits, rounds the result to whole pixels, at least one, and puts an odd
 * border pixel to the right or below.
 *
 * @param across the horizontal resampling
 * @param down the vertical resampling
 * @param left columns of border on the left
 * @param top rows of border above
 */
record CropGeometry(ResampleWeights across, ResampleWeights down, int left, int top) {
  static CropGeometry of(ImageSpec to, int width, int height) {
    double w = width * to.crop();
    double h = height * to.crop();
    int targetWidth = to.width();
    int targetHeight = to.height();
    switch (to.fit()) {
      case COVER -> {
        double scale = Math.max(targetWidth / w, targetHeight / h);
        w = targetWidth / scale;
        h = targetHeight / scale;
      }
      case LETTERBOX -> {
        double scale = Math.min(targetWidth / w, targetHeight / h);
        targetWidth = Math.max(1, (int) Math.rint(w * scale));
        targetHeight = Math.max(1, (int) Math.rint(h * scale));
      }
      case STRETCH -> {}
    }
    return new CropGeometry(
        ResampleWeights.of(width, (width - w) / 2, (width + w) / 2, targetWidth),
        ResampleWeights.of(height, (height - h) / 2, (height + h) / 2, targetHeight),
        (to.width() - targetWidth) / 2,
        (to.height() - targetHeight) / 2);
  }
}
