package dev.winnow.voice;

import dev.winnow.audio.WavFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** One WAV file of what leaves, one utterance behind the other, to listen to. */
final class WavRecording implements AutoCloseable {
  /** What 32 bits can say of a length. */
  private static final long MOST = (1L << 32) - 1 - WavFile.HEADER;

  private final Path path;
  private final RandomAccessFile file;
  private long size;
  private boolean closed;

  private WavRecording(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Begins one, in place of what was there.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static WavRecording create(Path path, int rate) {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      file.setLength(0);
      file.write(WavFile.of(new double[0], rate));
      return new WavRecording(path, file);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /**
   * Appends the sound of a file that {@link WavFile} made.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  synchronized void append(byte[] wav) {
    int more = wav.length - WavFile.HEADER;
    if (closed || size + more > MOST) {
      return;
    }
    try {
      file.write(wav, WavFile.HEADER, more);
      size += more;
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** Writes how long it became. Does nothing the second time. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (file) {
      put(4, WavFile.HEADER - 8 + size);
      put(WavFile.HEADER - 4, size);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private void put(int at, long number) throws IOException {
    file.seek(at);
    file.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) number).array());
  }

  private static UncheckedIOException failed(Path path, IOException e) {
    return new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
  }
}
