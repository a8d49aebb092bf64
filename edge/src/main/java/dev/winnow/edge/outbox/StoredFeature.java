package dev.winnow.edge.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A released feature on disk, clamped and randomised.
 *
 * @param id its number in this store, from 1, never given twice
 * @param capture what it was made of
 * @param isSound whether the extractor made a number of the capture; an answer means nothing if not
 * @param isTold whether it has left before, or may have
 * @param body 32-bit floats in the machine's order
 */
public record StoredFeature(
    long id, Origin capture, boolean isSound, boolean isTold, ByteBuffer body) {

  /**
   * The capture behind a feature, which is gone.
   *
   * @param id which one
   * @param bytes as it was recorded
   * @param reading time it took to get these bytes
   * @param preparing time it took to decode and prepare them
   * @param extracting its share of the time that its batch took
   */
  public record Origin(
      CaptureId id, int bytes, Duration reading, Duration preparing, Duration extracting) {
    String toJson() {
      ObjectNode json = Json.object().put("path", id.source()).put("sequence", id.sequence());
      id.time().ifPresent(part -> json.put("start", part.start()).put("end", part.end()));
      json.put("bytes", bytes).put("reading", reading.toNanos());
      json.put("preparing", preparing.toNanos()).put("extracting", extracting.toNanos());
      return Json.line(json);
    }

    static Origin parse(String text) {
      StrictObject json =
          Json.readObject("a stored capture", text.getBytes(StandardCharsets.UTF_8));
      Optional<TimeWindow> time =
          json.has("start")
              ? Optional.of(new TimeWindow(json.number("start"), json.number("end")))
              : Optional.empty();
      return new Origin(
          new CaptureId(json.text("path"), json.longInteger("sequence"), time),
          json.integer("bytes"),
          Duration.ofNanos(json.longInteger("reading")),
          Duration.ofNanos(json.longInteger("preparing")),
          Duration.ofNanos(json.longInteger("extracting")));
    }
  }
}
