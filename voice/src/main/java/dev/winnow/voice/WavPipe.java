package dev.winnow.voice;

import dev.winnow.audio.WavStream;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.MalformedDataSetException;
import java.io.IOException;
import java.io.InputStream;

/** A WAV file from the standard input, as {@code arecord} and FFmpeg write it into a pipe. */
final class WavPipe implements SoundSource {
  private final WavStream stream;

  private WavPipe(WavStream stream) {
    this.stream = stream;
  }

  /**
   * Waits for the beginning of the file.
   *
   * @throws MalformedDataSetException if what comes is not the beginning of a WAV file
   */
  static WavPipe open(InputStream in) {
    try {
      return new WavPipe(WavStream.open(in));
    } catch (DamagedCaptureException e) {
      throw new MalformedDataSetException(
          "cannot read the standard input: %s; write a WAV file into it, as arecord -t wav does"
              .formatted(e.clause()),
          e);
    } catch (IOException e) {
      throw new MalformedDataSetException(
          "cannot read the standard input; write a WAV file into it", e);
    }
  }

  @Override
  public String name() {
    return VoiceProvider.STANDARD_INPUT;
  }

  @Override
  public int rate() {
    return stream.rate();
  }

  @Override
  public double[] read() throws IOException {
    try {
      return stream.read(Math.max(1, stream.rate() / 50));
    } catch (IOException e) {
      throw new IOException("it breaks off; does whoever writes it still run?", e);
    }
  }

  @Override
  public boolean isLossy() {
    return false;
  }

  @Override
  public void close() {
    // It is not ours, and closing it would wait for whoever reads.
  }
}
