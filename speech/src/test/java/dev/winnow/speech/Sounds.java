package dev.winnow.speech;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** WAV files that the JDK writes. */
final class Sounds {
  private Sounds() {}

  /** Nothing to hear. */
  static byte[] silence(int rate, double seconds) {
    return wav(rate, seconds, i -> 0);
  }

  /** A tone of 440 Hz at half of what 16 bits can hold. */
  static byte[] tone(int rate, double seconds) {
    return wav(rate, seconds, i -> 0.5 * Math.sin(2 * Math.PI * 440 * i / rate));
  }

  private static byte[] wav(int rate, double seconds, IntToDoubleFunction sample) {
    int frames = (int) Math.round(rate * seconds);
    ByteBuffer data = ByteBuffer.allocate(2 * frames).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames; i++) {
      data.putShort((short) Math.round(Short.MAX_VALUE * sample.applyAsDouble(i)));
    }
    AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      AudioSystem.write(
          new AudioInputStream(new ByteArrayInputStream(data.array()), format, frames),
          AudioFileFormat.Type.WAVE,
          file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
