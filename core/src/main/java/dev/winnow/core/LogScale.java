package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/**
 * Values as logarithms.
 *
 * @param unit of the logarithms
 * @param floor what smaller values count as, above 0; of sound from −1 to 1
 * @param range how far below the largest value of the capture a value may be, in the unit; smaller
 *     ones count as that. Empty if as far as the floor
 */
public record LogScale(Unit unit, double floor, OptionalDouble range) {
  /** What a logarithm counts. */
  public enum Unit {
    /** The natural logarithm. */
    LN(1),
    /** The logarithm to base 10. */
    LOG10(1 / Math.log(10)),
    /** Ten times that. */
    DB(10 / Math.log(10));

    private final double perLn;

    Unit(double perLn) {
      this.perLn = perLn;
    }

    /** The logarithm of a number above 0. */
    public double log(double value) {
      return perLn * Math.log(value);
    }
  }

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public LogScale {
    Normalization.require(floor > 0 && Double.isFinite(floor), "floor must be above 0");
    Normalization.require(
        range.isEmpty() || (range.getAsDouble() > 0 && Double.isFinite(range.getAsDouble())),
        "range must be above 0");
  }

  /** The logarithm of a value, which is the floor's if it is smaller. */
  public double log(double value) {
    return unit.log(Math.max(value, floor));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("unit", EnumJson.word(unit)).put("floor", floor);
    range.ifPresent(most -> json.put("range", most));
    return json;
  }

  static LogScale read(StrictObject fields) {
    LogScale read =
        new LogScale(
            EnumJson.read(fields, "unit", Unit.class),
            fields.number("floor"),
            fields.optionalNumber("range"));
    fields.end();
    return read;
  }
}
