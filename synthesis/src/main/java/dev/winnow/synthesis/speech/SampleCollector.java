package dev.winnow.synthesis.speech;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import org.jspecify.annotations.Nullable;

/** Keeps what FreeTTS would play; its own players need a loudspeaker or a file. */
final class SampleCollector implements AudioPlayer {
  private static final double FULL_SCALE = 32_768;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable AudioFormat format;
  private float volume = 1;

  /** What was said: FreeTTS gives 16 bits, the high byte first. */
  synchronized double[] samples() {
    ShortBuffer values = ByteBuffer.wrap(bytes.toByteArray()).asShortBuffer();
    double[] samples = new double[values.remaining()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = values.get(i) / FULL_SCALE;
    }
    return samples;
  }

  @Override
  public boolean write(byte[] data) {
    return write(data, 0, data.length);
  }

  @Override
  public synchronized boolean write(byte[] data, int offset, int count) {
    bytes.write(data, offset, count);
    return true;
  }

  @Override
  public void setAudioFormat(AudioFormat next) {
    format = next;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return Objects.requireNonNull(format, "nothing was said yet");
  }

  @Override
  public float getVolume() {
    return volume;
  }

  @Override
  public void setVolume(float next) {
    volume = next;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public long getTime() {
    return -1;
  }

  @Override
  public void begin(int size) {}

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void reset() {}

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  @Override
  public void resetTime() {}

  @Override
  public void startFirstSampleTimer() {}

  @Override
  public void showMetrics() {}
}
