package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A measured number with its 95 % interval, which several draws of noise may have extended.
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

  /** A number without doubt: its interval is itself. */
  public static Estimate exactly(double value) {
    return new Estimate(value, value, value);
  }

  /** The JSON form: {@code {value, low, high}}. */
  public ObjectNode toJson() {
    return Json.object().put("value", value).put("low", low).put("high", high);
  }
}
