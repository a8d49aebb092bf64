package dev.winnow.video;

/**
 * What a video says of itself.
 *
 * @param width in pixels, of the first frame as it is seen
 * @param height in pixels, of the first frame as it is seen
 * @param rate frames per second on average; 0 if unknown, or if there is one frame only
 */
public record VideoFormat(int width, int height, double rate) {
  /**
   * A format.
   *
   * @throws IllegalArgumentException if width or height is below 1, or the rate is negative or no
   *     number
   */
  public VideoFormat {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a video of " + width + "×" + height + " pixels");
    }
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("a video of " + rate + " frames per second");
    }
  }
}
