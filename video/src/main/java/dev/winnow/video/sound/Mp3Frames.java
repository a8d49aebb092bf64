package dev.winnow.video.sound;

import dev.winnow.data.DamagedCaptureException;
import java.nio.ByteBuffer;

/**
 * The frames of an MP3 (ISO/IEC 11172-3 and 13818-3, layer III), whose headers say how long they
 * are. FFmpeg decodes what is there of one, as if the rest were silent.
 */
final class Mp3Frames {
  private static final int[] KBITS_OF_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBITS_OF_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES = {44_100, 48_000, 32_000};
  private static final int HEADER = 4;

  private Mp3Frames() {}

  /**
   * @param frame what the demuxer takes for one
   * @throws DamagedCaptureException if it is shorter than it says
   */
  static void requireWhole(ByteBuffer frame) throws DamagedCaptureException {
    if (frame.capacity() < HEADER || frame.capacity() < length(frame)) {
      throw new DamagedCaptureException("it is cut short");
    }
  }

  /** In bytes; 0 of free format and of what is no header. */
  private static int length(ByteBuffer frame) {
    int version = frame.get(1) >> 3 & 3;
    int bits = frame.get(2) >> 4 & 15;
    int rate = frame.get(2) >> 2 & 3;
    boolean isFirst = version == 3;
    if (version == 1 || bits == 15 || rate == 3) {
      return 0;
    }
    int kbits = (isFirst ? KBITS_OF_1 : KBITS_OF_2)[bits];
    int hertz = RATES[rate] >> (isFirst ? 0 : version == 2 ? 1 : 2);
    int padding = frame.get(2) >> 1 & 1;
    return kbits == 0 ? 0 : (isFirst ? 144_000 : 72_000) * kbits / hertz + padding;
  }
}
