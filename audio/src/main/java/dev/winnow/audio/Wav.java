package dev.winnow.audio;

import dev.winnow.data.DamagedCaptureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A WAV file (RIFF, IBM and Microsoft 1991; RF64, EBU Tech 3306) of PCM or floats.
 *
 * @param rate in samples per second
 * @param channels side by side in each frame
 * @param coding of each value
 * @param data whole frames
 */
record Wav(int rate, int channels, Coding coding, ByteBuffer data) implements Recording {
  private static final int PCM = 1;
  private static final int FLOAT = 3;

  /** The real format is told further on, by the same numbers. */
  private static final int EXTENSIBLE = 0xFFFE;

  private static final int SHORT_FORMAT = 16;
  private static final int LONG_FORMAT = 40;

  /** What a value is, with its lowest byte first. */
  enum Coding {
    UNSIGNED_8(1),
    SIGNED_16(2),
    SIGNED_24(3),
    SIGNED_32(4),
    FLOAT_32(4),
    FLOAT_64(8);

    private final int bytes;

    Coding(int bytes) {
      this.bytes = bytes;
    }

    private double value(ByteBuffer from, int at) {
      return switch (this) {
        case UNSIGNED_8 -> (Byte.toUnsignedInt(from.get(at)) - 128) / 128.0;
        case SIGNED_16 -> from.getShort(at) / 32_768.0;
        case SIGNED_24 ->
            (Short.toUnsignedInt(from.getShort(at)) | from.get(at + 2) << 16) / 8_388_608.0;
        case SIGNED_32 -> from.getInt(at) / 2_147_483_648.0;
        case FLOAT_32 -> from.getFloat(at);
        case FLOAT_64 -> from.getDouble(at);
      };
    }

    private static Coding of(int format, int bits) throws DamagedCaptureException {
      if (format == PCM && bits >= 8 && bits <= 32 && bits % 8 == 0) {
        return values()[bits / 8 - 1];
      }
      if (format == FLOAT && (bits == 32 || bits == 64)) {
        return bits == 32 ? FLOAT_32 : FLOAT_64;
      }
      throw new DamagedCaptureException(
          "it is neither PCM of 8, 16, 24 or 32 bits nor floats of 32 or 64");
    }
  }

  /**
   * @throws DamagedCaptureException if the bytes are not such a file, or not the whole of one
   */
  static Wav parse(byte[] bytes) throws DamagedCaptureException {
    RiffChunks chunks = new RiffChunks(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    Wav empty = empty(chunks.content("fmt "));
    return empty.with(frames(chunks, empty.frameBytes()));
  }

  /**
   * A file of a format, without sound.
   *
   * @param format the content of its chunk {@code fmt}, of little-endian order
   * @throws DamagedCaptureException if it is none that is read here
   */
  static Wav empty(ByteBuffer format) throws DamagedCaptureException {
    if (format.remaining() < SHORT_FORMAT) {
      throw new DamagedCaptureException("its format is cut short");
    }
    int channels = Short.toUnsignedInt(format.getShort(2));
    int rate = format.getInt(4);
    int bits = Short.toUnsignedInt(format.getShort(14));
    Coding coding = Coding.of(number(format), bits);
    int frame = channels * coding.bytes;
    if (channels < 1 || rate < 1 || Short.toUnsignedInt(format.getShort(12)) != frame) {
      throw new DamagedCaptureException("its format contradicts itself");
    }
    return new Wav(rate, channels, coding, ByteBuffer.allocate(0));
  }

  /**
   * The same format with this sound.
   *
   * @param frames whole frames
   */
  Wav with(ByteBuffer frames) {
    return new Wav(rate, channels, coding, frames.order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Bytes of one moment. */
  int frameBytes() {
    return channels * coding.bytes;
  }

  private static ByteBuffer frames(RiffChunks chunks, int frame) throws DamagedCaptureException {
    boolean isOpen = chunks.isOpen("data");
    ByteBuffer data = isOpen ? chunks.rest("data") : chunks.content("data");
    int over = data.remaining() % frame;
    if (over != 0 && !isOpen) {
      throw new DamagedCaptureException("it is cut short");
    }
    if (data.remaining() < frame) {
      throw new DamagedCaptureException("it has no samples");
    }
    // Whoever was recording may have been stopped within a frame.
    return data.slice(0, data.remaining() - over).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int frames() {
    return data.remaining() / frameBytes();
  }

  @Override
  public double value(int frame) {
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      sum += coding.value(data, (frame * channels + channel) * coding.bytes);
    }
    return sum / channels;
  }

  private static int number(ByteBuffer format) {
    int coding = Short.toUnsignedInt(format.getShort(0));
    return coding == EXTENSIBLE && format.remaining() >= LONG_FORMAT
        ? Short.toUnsignedInt(format.getShort(24))
        : coding;
  }
}
