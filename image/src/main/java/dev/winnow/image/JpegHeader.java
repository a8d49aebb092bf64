package dev.winnow.image;

/**
 * What must be known of a JPEG before its scan: its frame, how its colours are coded, and which way
 * is up.
 *
 * @param frame its size and process
 * @param isOneScan whether one scan tells it all, so that it is decoded row by row
 * @param orientation of EXIF, from 1 (upright) to 8
 * @param adobe the colour transform of an Adobe marker (0 none, 1 YCbCr, 2 YCCK), −1 without one
 * @param jfif whether a JFIF marker says YCbCr
 */
record JpegHeader(JpegFrame frame, boolean isOneScan, int orientation, int adobe, boolean jfif) {

  /**
   * Whether three components are YCbCr, by the rule of libjpeg: an Adobe marker decides, then a
   * JFIF marker, then the names of the components.
   */
  boolean isYcc() {
    return adobe >= 0 ? adobe != 0 : jfif || !frame.components().equals("RGB");
  }

  /**
   * Every how many pixels of every how many rows are decoded: 1 unless it is too large and can be
   * decoded row by row.
   */
  int step() {
    long pixels = frame.pixels();
    if (!isOneScan
        || pixels <= ImageDecoder.MOST_PIXELS
        || pixels > ImageDecoder.MOST_JPEG_PIXELS) {
      return 1;
    }
    long step = 2;
    while (pixels / (step * step) > ImageDecoder.MOST_REDUCED) {
      step++;
    }
    return (int) step;
  }
}
