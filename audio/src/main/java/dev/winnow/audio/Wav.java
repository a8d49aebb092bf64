package dev.winnow.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.winnow.data.DamagedCaptureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A WAV file (RIFF, IBM and Microsoft 1991) of 8, 16 or 24 bits PCM.
 *
 * @param rate in samples per second
 * @param channels side by side in each frame
 * @param bytesPerValue 1, unsigned, or 2 or 3, signed with the lowest byte first
 * @param data whole frames
 */
record Wav(int rate, int channels, int bytesPerValue, ByteBuffer data) {
  private static final int PCM = 1;

  /** The real format is told further on, and 1 stands there for PCM as well. */
  private static final int EXTENSIBLE = 0xFFFE;

  private static final int SHORT_FORMAT = 16;
  private static final int LONG_FORMAT = 40;
  private static final int CHUNK_HEADER = 8;

  /**
   * @throws DamagedCaptureException if the bytes are not such a file, or not the whole of one
   */
  static Wav parse(byte[] bytes) throws DamagedCaptureException {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || !id(file, 0).equals("RIFF") || !id(file, 8).equals("WAVE")) {
      throw new DamagedCaptureException("it is no WAV file");
    }
    ByteBuffer format = chunk(file, "fmt ");
    ByteBuffer data = chunk(file, "data");
    if (format.remaining() < SHORT_FORMAT) {
      throw new DamagedCaptureException("its format is cut short");
    }
    int channels = Short.toUnsignedInt(format.getShort(2));
    int rate = format.getInt(4);
    int bits = Short.toUnsignedInt(format.getShort(14));
    if (coding(format) != PCM || (bits != 8 && bits != 16 && bits != 24)) {
      throw new DamagedCaptureException("it is not of 8, 16 or 24 bits PCM");
    }
    int frame = channels * bits / 8;
    if (channels < 1 || rate < 1 || Short.toUnsignedInt(format.getShort(12)) != frame) {
      throw new DamagedCaptureException("its format contradicts itself");
    }
    if (data.remaining() < frame || data.remaining() % frame != 0) {
      throw new DamagedCaptureException("it is cut short");
    }
    return new Wav(rate, channels, bits / 8, data);
  }

  /** How many moments were recorded. */
  int frames() {
    return data.remaining() / (channels * bytesPerValue);
  }

  /** The mean of the channels at a moment, from −1 to below 1. */
  double value(int frame) {
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      sum += value((frame * channels + channel) * bytesPerValue, data);
    }
    return sum / channels;
  }

  private double value(int at, ByteBuffer from) {
    return switch (bytesPerValue) {
      case 1 -> (Byte.toUnsignedInt(from.get(at)) - 128) / 128.0;
      case 2 -> from.getShort(at) / 32_768.0;
      default -> (Short.toUnsignedInt(from.getShort(at)) | from.get(at + 2) << 16) / 8_388_608.0;
    };
  }

  private static int coding(ByteBuffer format) {
    int coding = Short.toUnsignedInt(format.getShort(0));
    return coding == EXTENSIBLE && format.remaining() >= LONG_FORMAT
        ? Short.toUnsignedInt(format.getShort(24))
        : coding;
  }

  /** The content of the first chunk of a name. */
  private static ByteBuffer chunk(ByteBuffer file, String name) throws DamagedCaptureException {
    long at = 12;
    while (at + CHUNK_HEADER <= file.capacity()) {
      long size = Integer.toUnsignedLong(file.getInt((int) at + 4));
      if (id(file, (int) at).equals(name)) {
        if (at + CHUNK_HEADER + size > file.capacity()) {
          throw new DamagedCaptureException("it is cut short");
        }
        return file.slice((int) at + CHUNK_HEADER, (int) size).order(ByteOrder.LITTLE_ENDIAN);
      }
      // Chunks begin at even places.
      at += CHUNK_HEADER + size + size % 2;
    }
    throw new DamagedCaptureException("it lacks its part \"" + name.strip() + "\"");
  }

  private static String id(ByteBuffer file, int at) {
    byte[] word = new byte[4];
    file.get(at, word);
    return new String(word, US_ASCII);
  }
}
