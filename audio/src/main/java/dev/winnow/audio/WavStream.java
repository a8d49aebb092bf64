package dev.winnow.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.winnow.data.DamagedCaptureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A WAV file that is read while it comes, such as from a pipe. Where its length is unknown, as of
 * what is being recorded, it ends where the stream does.
 */
public final class WavStream implements AutoCloseable {
  private static final int NAME = 4;
  private static final int MOST_HEADER = 1 << 16;

  private final InputStream in;
  private final Wav format;
  private long left;

  private WavStream(InputStream in, Wav format, long left) {
    this.in = in;
    this.format = format;
    this.left = left;
  }

  /**
   * Reads what stands before the sound.
   *
   * @throws DamagedCaptureException if that is not the beginning of a WAV file that is read here
   * @throws IOException if the stream cannot be read
   */
  public static WavStream open(InputStream in) throws IOException {
    byte[] riff = in.readNBytes(3 * NAME);
    if (RecordingFormat.of(riff) != RecordingFormat.WAV) {
      throw new DamagedCaptureException("it is no WAV file");
    }
    byte[] format = {};
    while (true) {
      byte[] head = in.readNBytes(2 * NAME);
      if (head.length < 2 * NAME) {
        throw new DamagedCaptureException("it ends before its sound begins");
      }
      String name = new String(head, 0, NAME, US_ASCII);
      long size = Integer.toUnsignedLong(little(head).getInt(NAME));
      if (name.equals("data")) {
        boolean isOpen = size == 0 || size >= RiffChunks.UNKNOWN;
        return new WavStream(in, Wav.empty(little(format)), isOpen ? Long.MAX_VALUE : size);
      }
      if (size > MOST_HEADER) {
        throw new DamagedCaptureException("what stands before its sound is too long");
      }
      byte[] content = in.readNBytes((int) (size + size % 2));
      format = name.equals("fmt ") ? content : format;
    }
  }

  /** In samples per second, at least 1. */
  public int rate() {
    return format.rate();
  }

  /**
   * What comes next, the mean of the channels; waits for it.
   *
   * @param frames how many moments at most
   * @return fewer where the sound ends, and none behind its end
   * @throws IOException if the stream cannot be read
   */
  public double[] read(int frames) throws IOException {
    int frame = format.frameBytes();
    byte[] bytes = in.readNBytes((int) Math.min(left, (long) frames * frame));
    left -= bytes.length;
    // Whoever was recording may have been stopped within a frame.
    Wav block = format.with(ByteBuffer.wrap(bytes, 0, bytes.length / frame * frame).slice());
    double[] values = new double[block.frames()];
    Arrays.setAll(values, block::value);
    return values;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
