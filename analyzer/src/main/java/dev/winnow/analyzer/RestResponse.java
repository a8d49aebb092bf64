package dev.winnow.analyzer;

import dev.winnow.analyzer.http.ErrorStatus;
import dev.winnow.wire.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What goes back over REST.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param jsonLength the value of {@link Message#JSON_LENGTH_HEADER}, if that header is to be sent
 * @param headers others
 * @param body its bytes, one part after the other, not copied
 */
record RestResponse(
    int status,
    String contentType,
    OptionalInt jsonLength,
    Map<String, String> headers,
    List<ByteBuffer> body) {

  /** An answer. */
  static RestResponse of(Message message) {
    return new RestResponse(
        200, message.contentType(), message.jsonLength(), Map.of(), message.parts());
  }

  /** A JSON text. */
  static RestResponse json(byte[] text) {
    return json(200, Map.of(), text);
  }

  /** What is wrong. */
  static RestResponse of(ErrorStatus fault) {
    return json(fault.http(), fault.headers(), fault.json());
  }

  /** The same under another status. */
  RestResponse withStatus(int other) {
    return new RestResponse(other, contentType, jsonLength, headers, body);
  }

  private static RestResponse json(int status, Map<String, String> headers, byte[] text) {
    return new RestResponse(
        status, "application/json", OptionalInt.empty(), headers, List.of(ByteBuffer.wrap(text)));
  }
}
