package dev.winnow.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a server says instead of an answer.
 *
 * @param error one sentence
 */
public record ErrorMessage(String error) {
  private static final int LONGEST = 500;

  /** The JSON text. */
  public byte[] encode() {
    return JsonWriter.object(json -> json.writeStringField("error", error));
  }

  /**
   * Reads the body of a failed response. Servers in front of servers answer in their own ways, so
   * what is no error message is none, and not a failure.
   *
   * @return the message, its text on one line and cut after 500 characters; empty if the body is
   *     something else
   */
  public static Optional<ErrorMessage> decode(ByteBuffer body) {
    try {
      return JsonReader.read(body, ErrorMessage::read);
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  private static Optional<ErrorMessage> read(JsonReader json) throws IOException {
    String[] error = {""};
    json.object(
        field -> {
          if (field.equals("error")) {
            error[0] = json.text();
          } else {
            json.skip();
          }
        });
    String line = error[0].replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.isEmpty()
        ? Optional.empty()
        : Optional.of(new ErrorMessage(line.substring(0, Math.min(line.length(), LONGEST))));
  }
}
