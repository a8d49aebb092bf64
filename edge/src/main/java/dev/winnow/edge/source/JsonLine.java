package dev.winnow.edge.source;

import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import dev.winnow.data.Sample;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A line of JSON that holds a capture: {@code {"id": "door-1", "content": "<base64>"}}, perhaps
 * with {@code "labels": {"smile": "yes"}}. What is wrong with one is said without quoting it.
 */
final class JsonLine {
  private static final int MOST_ID = 512;

  private JsonLine() {}

  /**
   * Reads a line.
   *
   * @param source in front of the capture's name
   * @param number of the line, from 1
   * @return what came; a broken capture if the line is something else
   */
  static Arrival read(String source, long number, byte[] utf8) {
    String place = source + "line " + number;
    try {
      StrictObject line = Json.readObject("the line", utf8);
      Optional<String> id = id(line);
      if (id.isEmpty()) {
        return Arrival.broken(place, "it has no \"id\" of 1 to %d characters".formatted(MOST_ID));
      }
      String name = source + id.get();
      Optional<byte[]> content = content(line);
      if (content.isEmpty()) {
        return Arrival.broken(name, "its \"content\" is not Base64 on one line");
      }
      Map<String, String> labels = line.has("labels") ? line.texts("labels") : Map.of();
      line.end();
      Arrival arrival = Arrival.of(name, content.get());
      return labels.isEmpty() ? arrival : arrival.with(Sample.of(name, labels));
    } catch (MalformedJsonException e) {
      return Arrival.broken(
          place, "it is not a JSON object of \"id\", \"content\" and perhaps \"labels\" of texts");
    }
  }

  private static Optional<String> id(StrictObject line) {
    return line.optionalText("id").filter(id -> !id.isBlank() && id.length() <= MOST_ID);
  }

  private static Optional<byte[]> content(StrictObject line) {
    try {
      return line.optionalText("content").map(Base64.getDecoder()::decode);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
