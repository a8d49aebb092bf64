package dev.winnow.video.sound;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.winnow.data.DamagedCaptureException;
import java.util.Arrays;

/**
 * The pages of an Ogg file (RFC 3533). FFmpeg takes a file that was cut between or within pages for
 * a shorter one.
 */
final class OggPages {
  private static final int HEADER = 27;
  private static final int FLAGS = 5;
  private static final int END_OF_STREAM = 4;
  private static final byte[] NAME = "OggS".getBytes(US_ASCII);

  private OggPages() {}

  /**
   * @throws DamagedCaptureException if a page is not whole, or the last one does not end its stream
   */
  static void requireWhole(byte[] bytes) throws DamagedCaptureException {
    int at = 0;
    boolean isEnded = false;
    while (at < bytes.length) {
      if (at + HEADER > bytes.length) {
        throw new DamagedCaptureException("it is cut short");
      }
      if (!Arrays.equals(bytes, at, at + NAME.length, NAME, 0, NAME.length)) {
        throw new DamagedCaptureException("it is damaged");
      }
      isEnded = (bytes[at + FLAGS] & END_OF_STREAM) != 0;
      at = end(bytes, at);
    }
    if (at > bytes.length || !isEnded) {
      throw new DamagedCaptureException("it is cut short");
    }
  }

  /** Where the page at a place ends: behind its header, the lengths of its segments, and these. */
  private static int end(byte[] bytes, int at) {
    int segments = bytes[at + HEADER - 1] & 0xFF;
    int end = at + HEADER + segments;
    for (int i = 0; i < segments && at + HEADER + i < bytes.length; i++) {
      end += bytes[at + HEADER + i] & 0xFF;
    }
    return end;
  }
}
