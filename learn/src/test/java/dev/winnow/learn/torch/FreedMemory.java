package dev.winnow.learn.torch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory of Java's that nobody holds any more. */
public final class FreedMemory {
  private static final int COPIES = 200;
  private static final int LARGEST = 1 << 10;

  private FreedMemory() {}

  /** Collects garbage; what is allocated next, of the usual sizes, lies where the freed lay. */
  public static void overwrite() {
    System.gc();
    List<ByteBuffer> next = new ArrayList<>();
    for (int size = Float.BYTES; size <= LARGEST; size *= 2) {
      for (int copy = 0; copy < COPIES; copy++) {
        next.add(overwritten(ByteBuffer.allocateDirect(size)));
      }
    }
    // Held until all are allocated.
    if (next.get(0).hasRemaining()) {
      throw new IllegalStateException("nothing was written");
    }
  }

  private static ByteBuffer overwritten(ByteBuffer buffer) {
    while (buffer.hasRemaining()) {
      buffer.putInt(0x7f7f7f7f);
    }
    return buffer;
  }
}
