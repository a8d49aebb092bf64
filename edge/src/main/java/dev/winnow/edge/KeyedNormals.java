package dev.winnow.edge;

import dev.winnow.core.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * Normal numbers that are a keyed function of cells, as {@link Disguise.Permanent} says. Not safe
 * for use by several threads.
 */
final class KeyedNormals {
  private final Mac mac;
  private final byte[] extractor;
  private final long first;

  /**
   * @param draw number of the draw, from 0
   */
  KeyedNormals(Secret secret, Digest extractor, int draw) {
    this.mac = secret.mac();
    this.first = (long) draw << Integer.SIZE;
    String hex = extractor.text().substring(extractor.text().indexOf(':') + 1);
    this.extractor = HexFormat.of().parseHex(hex);
  }

  /** As many numbers as there are cells. */
  double[] of(long[] cells) {
    double[] normals = new double[cells.length];
    Blocks blocks = new Blocks(cells);
    Normals.fill(normals, blocks::next);
    return normals;
  }

  /** The stream of integers that belongs to a row of cells. */
  private final class Blocks {
    private final ByteBuffer message;
    private final int counter;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long number = first;

    Blocks(long[] cells) {
      message = ByteBuffer.allocate(extractor.length + (cells.length + 1) * Long.BYTES);
      message.put(extractor);
      message.asLongBuffer().put(cells);
      counter = message.capacity() - Long.BYTES;
    }

    long next() {
      if (!block.hasRemaining()) {
        message.putLong(counter, number++);
        block = ByteBuffer.wrap(mac.doFinal(message.array()));
      }
      return block.getLong();
    }
  }
}
