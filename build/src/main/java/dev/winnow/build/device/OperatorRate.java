package dev.winnow.build.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.onnx.profile.NodeWork;

/**
 * How fast a machine computes operators of one kind: a node takes {@code fixed + macs ×
 * millisecondsPerMac + floats × millisecondsPerFloat}.
 *
 * @param fixed milliseconds of any node, not negative
 * @param perMac milliseconds of a multiply-accumulate, not negative
 * @param perFloat milliseconds of a float that is read or written, not negative
 */
public record OperatorRate(double fixed, double perMac, double perFloat) {
  /**
   * @throws IllegalArgumentException if one is negative or not a number
   */
  public OperatorRate {
    if (!(fixed >= 0 && perMac >= 0 && perFloat >= 0)) {
      throw new IllegalArgumentException("a rate must not be negative");
    }
  }

  double milliseconds(NodeWork work) {
    return fixed + work.macs() * perMac + work.floats() * perFloat;
  }

  /** Numbers that people can read: so many a millisecond; none where nothing depends on it. */
  ObjectNode toJson() {
    ObjectNode json = Json.object().put("fixedMs", fixed);
    if (perMac > 0) {
      json.put("macsPerMs", 1 / perMac);
    }
    if (perFloat > 0) {
      json.put("floatsPerMs", 1 / perFloat);
    }
    return json;
  }

  static OperatorRate fromJson(StrictObject fields) {
    OperatorRate rate =
        new OperatorRate(
            positive(fields, "fixedMs", fields.number("fixedMs")),
            inverse(fields, "macsPerMs"),
            inverse(fields, "floatsPerMs"));
    fields.end();
    return rate;
  }

  private static double inverse(StrictObject fields, String name) {
    double perMs = fields.optionalNumber(name).orElse(Double.POSITIVE_INFINITY);
    return 1 / positive(fields, name, perMs);
  }

  private static double positive(StrictObject fields, String name, double value) {
    if (!(value >= 0) || (value == 0 && !name.equals("fixedMs"))) {
      throw fields.invalid(name, "must be positive");
    }
    return value;
  }
}
