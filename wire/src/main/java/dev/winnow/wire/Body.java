package dev.winnow.wire;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * The bytes of a message that is not trusted, parted into its JSON and the binary data behind it.
 */
record Body(ByteBuffer json, ByteBuffer binary) {

  /**
   * @param bytes of the message, from position to limit; neither is moved
   * @param jsonLength what the header that gives the JSON's length said, if it was there
   */
  static Body of(ByteBuffer bytes, OptionalInt jsonLength) {
    int size = bytes.remaining();
    if (size > Limits.BODY_BYTES) {
      throw new WireException(
          "the message has %d bytes, and at most %d are taken; send fewer rows at once"
              .formatted(size, Limits.BODY_BYTES));
    }
    int length = jsonLength.orElse(size);
    if (length < 0 || length > size) {
      throw new WireException(
          "the header %s is %d, and the message has %d bytes"
              .formatted(Message.JSON_LENGTH_HEADER, length, size));
    }
    return new Body(
        bytes.slice(bytes.position(), length),
        bytes.slice(bytes.position() + length, size - length));
  }

  /** Ends the reading: no binary data may be left. */
  void end() {
    if (binary.hasRemaining()) {
      throw new WireException(
          "%d bytes of binary data belong to no tensor; give each its binary_data_size"
              .formatted(binary.remaining()));
    }
  }
}
