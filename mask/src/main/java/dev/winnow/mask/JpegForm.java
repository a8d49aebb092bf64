package dev.winnow.mask;

import dev.winnow.core.ImageSpec;
import dev.winnow.image.Image;
import dev.winnow.video.JpegEncoder;
import java.util.Arrays;

/** As a JPEG without metadata, none larger than the package allows. */
final class JpegForm implements ReleaseForm {
  private static final int QUALITY = 85;

  private final ImageSpec largest;
  private final JpegEncoder encoder = JpegEncoder.ofQuality(QUALITY);

  /**
   * @param largest extents of a frame that leaves
   */
  JpegForm(ImageSpec largest) {
    this.largest = largest;
  }

  @Override
  public byte[] encode(Image image) {
    return encoder.encode(small(image));
  }

  /** Every so many pixels are one, their mean. */
  private Image small(Image image) {
    int step =
        Math.max(
            (image.width() + largest.width() - 1) / largest.width(),
            (image.height() + largest.height() - 1) / largest.height());
    return step <= 1 ? image : reduced(image, step);
  }

  private static Image reduced(Image image, int step) {
    int width = Math.max(1, image.width() / step);
    int height = Math.max(1, image.height() / step);
    int[] sums = new int[3 * width];
    byte[] row = new byte[3 * image.width()];
    byte[] means = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int part = 0; part < step && y * step + part < image.height(); part++) {
        image.copyRow(0, y * step + part, image.width(), row);
        for (int i = 0; i < 3 * Math.min(width * step, image.width()); i++) {
          sums[3 * (i / (3 * step)) + i % 3] += row[i] & 0xFF;
        }
      }
      for (int i = 0; i < sums.length; i++) {
        means[3 * y * width + i] = (byte) (sums[i] / (step * step));
      }
    }
    return Image.over(width, height, means);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
