package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * How long the stages of one answer took, or their medians over all answers.
 *
 * @param read time to get the capture's bytes
 * @param prepare time to decode them and make them the extractor's input
 * @param extract the capture's share of the time that the extractor took for its batch
 * @param roundTrip time from sending the batch to its answer
 */
public record StageTimes(Duration read, Duration prepare, Duration extract, Duration roundTrip) {
  /** Adds them in milliseconds. */
  void addTo(ObjectNode json) {
    json.put("readMs", millis(read)).put("prepareMs", millis(prepare));
    json.put("extractMs", millis(extract)).put("roundTripMs", millis(roundTrip));
  }

  /** Milliseconds to the microsecond. */
  static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
