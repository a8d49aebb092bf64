package dev.winnow.video;

/**
 * Where an image lies in the frames of a video, whose width and height are even: whole, in the
 * middle, as large as can be, with black bars beside it.
 *
 * @param left in pixels, even
 * @param top in pixels, even
 * @param width in pixels
 * @param height in pixels
 */
record Placement(int left, int top, int width, int height) {
  static Placement of(int width, int height, int frameWidth, int frameHeight) {
    double scale = Math.min((double) frameWidth / width, (double) frameHeight / height);
    // One row or column more that makes the frame even is a bar, not a reason to scale.
    if (frameWidth - width >= 0
        && frameHeight - height >= 0
        && (frameWidth - width <= 1 || frameHeight - height <= 1)) {
      scale = 1;
    }
    int across = Math.max(1, Math.min(frameWidth, (int) Math.round(scale * width)));
    int down = Math.max(1, Math.min(frameHeight, (int) Math.round(scale * height)));
    return new Placement((frameWidth - across) / 4 * 2, (frameHeight - down) / 4 * 2, across, down);
  }
}
