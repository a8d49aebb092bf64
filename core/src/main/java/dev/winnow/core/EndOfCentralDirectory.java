package dev.winnow.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The record at the end of a ZIP file (APPNOTE.TXT, section 4.3.16), looked at before the file is
 * opened as one: Java's reader takes a whole directory into memory, however large it says it is.
 */
final class EndOfCentralDirectory {
  private static final int BYTES = 22;
  private static final int SIGNATURE = 0x06054b50;

  /** A directory entry with a name as short as ours takes a tenth of this. */
  private static final int ENTRY_BYTES = 1024;

  private EndOfCentralDirectory() {}

  /**
   * @throws MalformedPackageException if the file does not end as a ZIP without comment does, or
   *     has more entries
   * @throws IOException if it cannot be read
   */
  static void requireSmall(Path file, int entries) throws IOException {
    ByteBuffer end = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(end, Math.max(0, channel.size() - BYTES));
    }
    if (end.hasRemaining() || end.getInt(0) != SIGNATURE) {
      throw new MalformedPackageException(file, "it is damaged or cut short");
    }
    int count = Short.toUnsignedInt(end.getShort(10));
    long directory = Integer.toUnsignedLong(end.getInt(12));
    if (count > entries || directory > (long) entries * ENTRY_BYTES) {
      throw new MalformedPackageException(
          file, "it holds more than the %d entries that have a place in one".formatted(entries));
    }
  }
}
