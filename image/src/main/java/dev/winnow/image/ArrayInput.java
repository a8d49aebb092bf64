package dev.winnow.image;

import javax.imageio.stream.ImageInputStreamImpl;

/** A byte array as ImageIO wants it, without ImageIO's copies and cache files. */
final class ArrayInput extends ImageInputStreamImpl {
  private final byte[] bytes;

  ArrayInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, into, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
