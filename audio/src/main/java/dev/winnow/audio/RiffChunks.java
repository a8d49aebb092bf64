package dev.winnow.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.winnow.data.DamagedCaptureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** The parts of a RIFF file, each with its name and its length in front of it. */
final class RiffChunks {
  private static final int FIRST = 12;
  private static final int HEADER = 8;

  /**
   * What programs that write into a pipe put where the length belongs, or more: SoX this, arecord
   * and FFmpeg the largest number that they know. No file that is read here is so long.
   */
  static final long UNKNOWN = 0x7FFF_F000L;

  private final ByteBuffer file;

  /**
   * @param file of little-endian order
   */
  RiffChunks(ByteBuffer file) {
    this.file = file;
  }

  /**
   * The content of the first chunk of a name.
   *
   * @throws DamagedCaptureException if there is none, or not all of it
   */
  ByteBuffer content(String name) throws DamagedCaptureException {
    int at = required(name);
    long size = size(at);
    if (at + HEADER + size > file.capacity()) {
      throw new DamagedCaptureException("it is cut short");
    }
    return slice(at + HEADER, (int) size);
  }

  /**
   * Whether nobody came back to write how long the first chunk of a name is: it says so, or it says
   * 0 and what stands behind it is no further chunk.
   *
   * @throws DamagedCaptureException if there is no such chunk
   */
  boolean isOpen(String name) throws DamagedCaptureException {
    int at = required(name);
    return size(at) >= UNKNOWN || (size(at) == 0 && !isWhole(at + HEADER));
  }

  /**
   * Everything behind the header of the first chunk of a name.
   *
   * @throws DamagedCaptureException if there is none
   */
  ByteBuffer rest(String name) throws DamagedCaptureException {
    int at = required(name) + HEADER;
    return slice(at, file.capacity() - at);
  }

  private int required(String name) throws DamagedCaptureException {
    OptionalInt found = find(name);
    if (found.isEmpty()) {
      throw new DamagedCaptureException("it lacks its part \"" + name.strip() + "\"");
    }
    return found.getAsInt();
  }

  private OptionalInt find(String name) {
    long at = FIRST;
    while (at + HEADER <= file.capacity()) {
      if (id((int) at).equals(name)) {
        return OptionalInt.of((int) at);
      }
      at = next((int) at);
    }
    return OptionalInt.empty();
  }

  /** Whether chunks follow each other from a place on up to the end. */
  private boolean isWhole(int from) {
    long at = from;
    while (at + HEADER <= file.capacity() && isName((int) at)) {
      at = next((int) at);
    }
    // The last may lack the byte that fills it up.
    return at == file.capacity() || at == file.capacity() + 1L;
  }

  private boolean isName(int at) {
    return id(at).chars().allMatch(letter -> letter >= ' ' && letter <= '~');
  }

  /** Chunks begin at even places. */
  private long next(int at) {
    return at + HEADER + size(at) + size(at) % 2;
  }

  private long size(int at) {
    return Integer.toUnsignedLong(file.getInt(at + 4));
  }

  private ByteBuffer slice(int at, int size) {
    return file.slice(at, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String id(int at) {
    byte[] word = new byte[4];
    file.get(at, word);
    return new String(word, US_ASCII);
  }
}
