package dev.winnow.video;

import dev.winnow.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * Images as JPEG (baseline, colours at every fourth pixel, JFIF), by FFmpeg: no metadata, no name
 * of a program. It keeps an encoder for as long as images have the same size. For one thread at a
 * time; whoever opens it closes it.
 */
public final class JpegEncoder implements AutoCloseable {
  private final int quality;
  private @Nullable JpegCodec codec;

  private JpegEncoder(int quality) {
    this.quality = quality;
  }

  /**
   * An encoder.
   *
   * @param quality from 1 to 100, as libjpeg counts, but that the mean of a block is always kept in
   *     whole levels; 90 is what cameras take
   * @throws IllegalArgumentException if the quality is out of its range
   */
  public static JpegEncoder ofQuality(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("a quality of " + quality + ", not from 1 to 100");
    }
    return new JpegEncoder(quality);
  }

  /**
   * Encodes.
   *
   * @throws UnwritableVideoException if there is no FFmpeg here, or the image is too large for JPEG
   */
  public synchronized byte[] encode(Image image) {
    try {
      if (codec == null || !codec.fits(image)) {
        close();
        Ffmpeg.load();
        codec = new JpegCodec(image.width(), image.height(), quality);
      }
      return codec
          .encode(image)
          .orElseThrow(
              () ->
                  new UnwritableVideoException(
                      "a JPEG", "an image of " + image + " is not encoded; take a smaller one"));
    } catch (LinkageError e) {
      throw new UnwritableVideoException("a JPEG", Ffmpeg.MISSING, e);
    }
  }

  /** Frees what is native. */
  @Override
  public synchronized void close() {
    if (codec != null) {
      codec.close();
      codec = null;
    }
  }
}
