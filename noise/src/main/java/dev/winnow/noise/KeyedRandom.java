package dev.winnow.noise;

import dev.winnow.core.Digest;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import javax.crypto.Mac;

/**
 * Random bits that belong to a capture: HMAC-SHA-256 under the node's key of the manifest's digest
 * (32 bytes), the capture's digest (32 bytes) and the number of a block, from 0 (a 64-bit integer,
 * big-endian), gives four 64-bit integers a block. To whoever lacks the key, those of one capture
 * have nothing to do with those of another, nor with those under another manifest. Not safe for use
 * by several threads.
 */
final class KeyedRandom implements LongSupplier {
  private final Mac mac;
  private final ByteBuffer message;
  private final int counter;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long number;

  KeyedRandom(NoiseKey key, Digest manifest, Digest capture) {
    this.mac = key.mac();
    byte[] package32 = manifest.bytes();
    byte[] capture32 = capture.bytes();
    this.counter = package32.length + capture32.length;
    this.message = ByteBuffer.allocate(counter + Long.BYTES).put(package32).put(capture32);
  }

  @Override
  public long getAsLong() {
    if (!block.hasRemaining()) {
      message.putLong(counter, number++);
      block = ByteBuffer.wrap(mac.doFinal(message.array()));
    }
    return block.getLong();
  }
}
