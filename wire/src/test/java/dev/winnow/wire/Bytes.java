package dev.winnow.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages as tests write them down. */
final class Bytes {
  private Bytes() {}

  static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same bytes outside the heap. */
  static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
