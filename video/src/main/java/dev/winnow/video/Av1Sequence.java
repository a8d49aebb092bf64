package dev.winnow.video;

import java.util.OptionalLong;

/**
 * How large the frames of a video in AV1 can be: no frame is larger than its sequence header says
 * (AV1 Bitstream & Decoding Process Specification, sections 5.3 to 5.5), and decoders keep to that.
 * Of its decoder that is the only bound: it takes memory for whatever the header says.
 */
final class Av1Sequence {
  private static final int SEQUENCE_HEADER = 1;

  private final byte[] bytes;
  private int at;
  private int bit;

  private Av1Sequence(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /**
   * The most pixels that a sequence header in a packet allows, of several the largest.
   *
   * @return empty if there is none; a number beyond all bounds if it cannot be read
   */
  static OptionalLong mostPixels(byte[] packet) {
    long most = -1;
    try {
      int at = 0;
      while (at < packet.length) {
        Av1Sequence reader = new Av1Sequence(packet, at);
        int head = reader.bits(8);
        if ((head & 4) != 0) {
          reader.bits(8);
        }
        long size = (head & 2) == 0 ? packet.length - reader.at : reader.leb128();
        if (size > packet.length - reader.at) {
          return OptionalLong.of(Long.MAX_VALUE);
        }
        at = reader.at + (int) size;
        if (((head >> 3) & 15) == SEQUENCE_HEADER) {
          most = Math.max(most, reader.pixels());
        }
      }
    } catch (IndexOutOfBoundsException e) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
    return most < 0 ? OptionalLong.empty() : OptionalLong.of(most);
  }

  private long pixels() {
    bits(4);
    if (bits(1) == 1) { // A still picture.
      bits(5);
    } else {
      skipOperatingPoints();
    }
    int widthBits = bits(4) + 1;
    int heightBits = bits(4) + 1;
    return (bits(widthBits) + 1L) * (bits(heightBits) + 1L);
  }

  private void skipOperatingPoints() {
    int delayBits = 0;
    if (bits(1) == 1) { // Timing.
      bits(32);
      bits(32);
      if (bits(1) == 1) {
        skipUvlc();
      }
      if (bits(1) == 1) { // A model of the decoder.
        delayBits = bits(5) + 1;
        bits(32);
        bits(10);
      }
    }
    boolean hasDisplayDelay = bits(1) == 1;
    int points = bits(5) + 1;
    for (int i = 0; i < points; i++) {
      bits(12);
      if (bits(5) > 7) {
        bits(1);
      }
      if (delayBits > 0 && bits(1) == 1) {
        bits(delayBits);
        bits(delayBits);
        bits(1);
      }
      if (hasDisplayDelay && bits(1) == 1) {
        bits(4);
      }
    }
  }

  private void skipUvlc() {
    int zeros = 0;
    while (bits(1) == 0) {
      zeros++;
    }
    for (int i = 0; i < zeros && zeros < 32; i++) {
      bits(1);
    }
  }

  private long leb128() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      int next = bits(8);
      value |= (long) (next & 0x7F) << (7 * i);
      if ((next & 0x80) == 0) {
        break;
      }
    }
    return value;
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << 1) | ((bytes[at] >> (7 - bit)) & 1);
      bit = (bit + 1) % 8;
      at += bit == 0 ? 1 : 0;
    }
    return value;
  }
}
