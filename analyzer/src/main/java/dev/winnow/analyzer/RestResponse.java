package dev.winnow.analyzer;

import dev.winnow.wire.ErrorMessage;
import dev.winnow.wire.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/**
 * What goes back over REST.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param jsonLength the value of {@link Message#JSON_LENGTH_HEADER}, if that header is to be sent
 * @param body its bytes, one part after the other, not copied
 */
record RestResponse(int status, String contentType, OptionalInt jsonLength, List<ByteBuffer> body) {

  /** An answer. */
  static RestResponse of(Message message) {
    return new RestResponse(200, message.contentType(), message.jsonLength(), message.parts());
  }

  /** A JSON text. */
  static RestResponse json(byte[] text) {
    return json(200, text);
  }

  /** What is wrong. */
  static RestResponse of(ErrorStatus fault) {
    return json(fault.http(), new ErrorMessage(fault.sentence()).encode());
  }

  private static RestResponse json(int status, byte[] text) {
    return new RestResponse(
        status, "application/json", OptionalInt.empty(), List.of(ByteBuffer.wrap(text)));
  }
}
