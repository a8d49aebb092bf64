package dev.winnow.audio;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    AudioFormat format = new AudioFormat(rate, bits, channels, bits > 8, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (var in =
        new AudioInputStream(
            new ByteArrayInputStream(pcm), format, pcm.length / (width * channels))) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
