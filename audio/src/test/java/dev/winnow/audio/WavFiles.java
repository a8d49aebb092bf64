package dev.winnow.audio;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** WAV files as Java writes them, which nobody here wrote. */
final class WavFiles {
  private WavFiles() {}

  /**
   * @param values as whole numbers of so many bits, channel by channel within each moment
   */
  static byte[] of(int rate, int channels, int bits, int... values) {
    int width = bits / 8;
    byte[] pcm = new byte[values.length * width];
    for (int i = 0; i < values.length; i++) {
      for (int b = 0; b < width; b++) {
        pcm[i * width + b] = (byte) (values[i] >> (8 * b));
      }
    }
    return written(new AudioFormat(rate, bits, channels, bits > 8, false), pcm);
  }

  /** Of one channel of floats of 32 or 64 bits. */
  static byte[] ofFloats(int rate, int bits, double... values) {
    ByteBuffer floats =
        ByteBuffer.allocate(values.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (bits == 32) {
        floats.putFloat((float) value);
      } else {
        floats.putDouble(value);
      }
    }
    AudioFormat format =
        new AudioFormat(
            AudioFormat.Encoding.PCM_FLOAT, rate, bits, 1, bits / 8, rate, /* bigEndian= */ false);
    return written(format, floats.array());
  }

  private static byte[] written(AudioFormat format, byte[] data) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (var in =
        new AudioInputStream(
            new ByteArrayInputStream(data), format, data.length / format.getFrameSize())) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
