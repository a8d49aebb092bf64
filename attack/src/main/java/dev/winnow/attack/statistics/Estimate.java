package dev.winnow.attack.statistics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import java.util.Arrays;

/**
 * A measured number with its 95 % interval, which several draws of noise may have {@linkplain #over
 * extended}.
 *
 * @param value what was measured
 * @param low the 2.5th percentile of what other people of the same kind would have given
 * @param high the 97.5th
 */
public record Estimate(double value, double low, double high) {
  /** One minus it: the interval turns around. */
  public Estimate complement() {
    return new Estimate(1 - value, 1 - high, 1 - low);
  }

  /**
   * What is said of several draws, where this is of all of them together: the value of the draw
   * that leaks most, and this interval, extended so that it holds every draw. Whoever runs one draw
   * may get any of them, so their spread belongs to the interval.
   *
   * @param metric which says what leaks more
   * @param draws value of each draw; a draw that is NaN showed nothing and is left out
   * @return NaN throughout if this is of the value NaN; this if no draw showed anything
   */
  public Estimate over(Metric metric, double... draws) {
    double[] shown = Arrays.stream(draws).filter(draw -> !Double.isNaN(draw)).toArray();
    if (Double.isNaN(value)) {
      return new Estimate(Double.NaN, Double.NaN, Double.NaN);
    }
    if (shown.length == 0) {
      return this;
    }
    double least = Arrays.stream(shown).min().orElseThrow();
    double most = Arrays.stream(shown).max().orElseThrow();
    double worst = metric.growsWithLeak() ? most : least;
    return new Estimate(worst, Math.min(low, least), Math.max(high, most));
  }

  /** The JSON form: {@code {value, low, high}}. */
  public ObjectNode toJson() {
    return Json.object().put("value", value).put("low", low).put("high", high);
  }
}
