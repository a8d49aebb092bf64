package dev.winnow.mask;

import dev.winnow.core.ImageSpec;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.image.Image;
import dev.winnow.video.JpegEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Masked frames as they leave: JPEG without metadata, none larger than the package allows. */
final class ReleasedJpeg implements AutoCloseable {
  private static final int QUALITY = 85;

  private final String source;
  private final ImageSpec largest;
  private final JpegEncoder encoder = JpegEncoder.ofQuality(QUALITY);
  private long sequence;

  /**
   * @param source that the frames are named by
   * @param largest extents of a frame that leaves
   */
  ReleasedJpeg(String source, ImageSpec largest) {
    this.source = source;
    this.largest = largest;
  }

  /**
   * A frame of a film.
   *
   * @param received when it came, by {@link System#nanoTime}
   */
  FilteredCapture of(MaskedFrame frame, long received) {
    long start = frame.time().toMillis();
    TimeWindow instant = new TimeWindow(start / 1e3, (start + 1) / 1e3);
    CaptureId id = new CaptureId(source, sequence++, Optional.of(instant));
    byte[] content = encoder.encode(small(frame.image()));
    return new FilteredCapture(
        id,
        content,
        3L * frame.image().width() * frame.image().height(),
        Duration.ofNanos(System.nanoTime() - received));
  }

  /**
   * A still.
   *
   * @param recorded bytes of what it was made of
   * @param filtering how long that took
   */
  FilteredCapture of(CaptureId id, MaskedFrame frame, long recorded, Duration filtering) {
    return new FilteredCapture(id, encoder.encode(small(frame.image())), recorded, filtering);
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
