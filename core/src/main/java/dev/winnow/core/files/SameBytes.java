package dev.winnow.core.files;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Compares a file with what would be written, without holding either in memory. */
public final class SameBytes extends OutputStream {
  private final InputStream file;
  private boolean same = true;

  private SameBytes(InputStream file) {
    this.file = file;
  }

  /**
   * Whether a file is byte for byte some content.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static boolean as(Path file, AtomicFile.Content content) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      SameBytes compared = new SameBytes(in);
      // The writer of ZIP files writes many single bytes.
      BufferedOutputStream out = new BufferedOutputStream(compared);
      content.writeTo(out);
      out.flush();
      return compared.same && in.read() < 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] found = new byte[Math.min(length, 1 << 16)];
    for (int done = 0; same && done < length; done += found.length) {
      int wanted = Math.min(found.length, length - done);
      int read = file.readNBytes(found, 0, wanted);
      int from = offset + done;
      same = read == wanted && Arrays.equals(found, 0, wanted, bytes, from, from + wanted);
    }
  }
}
