package dev.winnow.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes sound as a WAV file of one channel and 16 bits PCM, which every browser plays. */
public final class WavFile {
  /** Bytes before the samples. */
  public static final int HEADER = 44;

  private static final int FORMAT = 16;
  private static final int BYTES = 2;

  private WavFile() {}

  /**
   * The bytes of a file.
   *
   * @param samples from −1 to 1; what is beyond is cut off
   * @param rate in samples per second
   */
  public static byte[] of(double[] samples, int rate) {
    int size = BYTES * samples.length;
    ByteBuffer file = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(US_ASCII)).putInt(HEADER - 8 + size);
    file.put("WAVEfmt ".getBytes(US_ASCII)).putInt(FORMAT);
    file.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(BYTES * rate);
    file.putShort((short) BYTES).putShort((short) (8 * BYTES));
    file.put("data".getBytes(US_ASCII)).putInt(size);
    for (double sample : samples) {
      file.putShort((short) Math.round(Short.MAX_VALUE * Math.max(-1, Math.min(1, sample))));
    }
    return file.array();
  }
}
