package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.TooManyBrokenException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param answers delivered
 * @param skipped captures that could not be read
 * @param traffic of all captures answered
 * @param elapsed from the first capture to the last answer
 * @param medians of the stages over all answers, each within 1 %
 */
public record Summary(
    long answers, Skips skipped, Traffic traffic, Duration elapsed, StageTimes medians) {

  /**
   * A capture that could not be read.
   *
   * @param path of its file, or the device that recorded it
   * @param reason such as {@code it is cut short}
   */
  public record Skipped(String path, String reason) {}

  /**
   * Captures without an answer.
   *
   * @param count how many
   * @param first of them, in order, at most 10,000
   * @param tooMany what the run was given up for, if these were more than its options allow; then
   *     nothing behind them was read
   */
  public record Skips(long count, List<Skipped> first, Optional<TooManyBrokenException> tooMany) {
    public Skips {
      first = List.copyOf(first);
    }

    /** Captures that could not be read. */
    static Skips of(
        List<BatchLoader.Broken> first, long count, Optional<TooManyBrokenException> tooMany) {
      return new Skips(
          count,
          first.stream().map(lost -> new Skipped(lost.id().toString(), lost.reason())).toList(),
          tooMany);
    }
  }

  /** Answers per second of the run; 0 if it took no time. */
  public double rate() {
    return elapsed.isZero() ? 0 : answers / (elapsed.toNanos() / 1e9);
  }

  /** The JSON form; times in milliseconds. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("answers", answers);
    ArrayNode left = json.put("skippedCount", skipped.count).putArray("skipped");
    skipped.first.forEach(s -> left.addObject().put("path", s.path).put("reason", s.reason));
    traffic.addTo(json);
    json.put("elapsedMs", StageTimes.millis(elapsed))
        .put("perSecond", Math.round(rate() * 10) / 10.0);
    medians.addTo(json.putObject("median"));
    return json;
  }
}
