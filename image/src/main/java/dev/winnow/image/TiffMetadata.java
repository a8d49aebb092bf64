package dev.winnow.image;

import dev.winnow.data.DamagedCaptureException;

/** Which way the first page of a TIFF is up, and whether it is a picture at all. */
final class TiffMetadata {
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int REDUCED = 1;

  private TiffMetadata() {}

  /**
   * From 1 (upright) to 8.
   *
   * @throws DamagedCaptureException if the first page is a small copy of another, as cameras write
   *     before the values of the sensor
   */
  static int orientation(byte[] bytes) throws DamagedCaptureException {
    int kind = Exif.value(bytes, 0, bytes.length, NEW_SUBFILE_TYPE, Exif.LONG).orElse(0);
    if ((kind & REDUCED) != 0) {
      throw new DamagedCaptureException("it is camera raw, which is not read here");
    }
    return Exif.orientation(bytes, 0, bytes.length).orElse(1);
  }
}
