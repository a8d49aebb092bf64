package dev.winnow.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An encoded request or response: a JSON text, and behind it the binary data of tensors. The
 * tensors' memory is shared, not copied: it must stay as it is until the message has been sent.
 */
public final class Message {
  /** The HTTP header that carries {@link #jsonLength}. */
  public static final String JSON_LENGTH_HEADER = "Inference-Header-Content-Length";

  private final byte[] json;
  private final List<ByteBuffer> tensors;

  Message(byte[] json, List<ByteBuffer> tensors) {
    this.json = json;
    this.tensors = List.copyOf(tensors);
  }

  /**
   * The value of {@link #JSON_LENGTH_HEADER}: how many of the message's first bytes are JSON.
   * Empty, and the header not sent, if all are.
   */
  public OptionalInt jsonLength() {
    return tensors.isEmpty() ? OptionalInt.empty() : OptionalInt.of(json.length);
  }

  /** The value of the HTTP header {@code Content-Type}. */
  public String contentType() {
    return tensors.isEmpty() ? "application/json" : "application/octet-stream";
  }

  /** The number of bytes in all. */
  public long length() {
    return json.length + tensors.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /** The bytes to send one after the other: read-only views with positions of their own. */
  public List<ByteBuffer> parts() {
    var parts = new ArrayList<ByteBuffer>(tensors.size() + 1);
    parts.add(ByteBuffer.wrap(json).asReadOnlyBuffer());
    tensors.forEach(tensor -> parts.add(tensor.asReadOnlyBuffer()));
    return parts;
  }

  /** A copy of the bytes in one piece. */
  public byte[] toBytes() {
    ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(length()));
    parts().forEach(whole::put);
    return whole.array();
  }
}
