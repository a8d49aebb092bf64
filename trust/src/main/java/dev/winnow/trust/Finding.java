package dev.winnow.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * One number that an audit measured, as a certificate states it. All numbers are finite.
 *
 * @param adversary who attacked, such as {@code mlp}
 * @param metric what was measured: segments with dots between, such as {@code identity.top1}
 * @param group of people it was measured on: {@value #ALL}, or {@code COLUMN=VALUE}
 * @param value what was measured, in the measure's unit
 * @param low end of its 95 % interval
 * @param high end of its 95 % interval, not below {@code low}
 * @param chance what guessing gives
 * @param raw the same attack on the raw input, which is known to leak
 * @param label the same attack on the primary label alone, which no method can beat
 * @param shuffled the same attack on labels dealt out anew, which shows what chance finds
 * @param bound what no attacker can exceed
 * @param met whether it meets every requirement of the policy that speaks of it; empty if none does
 */
public record Finding(
    String adversary,
    String metric,
    String group,
    double value,
    double low,
    double high,
    OptionalDouble chance,
    OptionalDouble raw,
    OptionalDouble label,
    OptionalDouble shuffled,
    OptionalDouble bound,
    Optional<Boolean> met) {
  /** The group of everybody. */
  public static final String ALL = "all";

  private static final String SEGMENT = "[^\\s.*\\p{Cntrl}]+";
  private static final Pattern MEASURE =
      Pattern.compile("%s(\\.%s){0,7}".formatted(SEGMENT, SEGMENT));

  /**
   * @throws IllegalArgumentException if a number is not finite, the interval is upside down, or a
   *     text is not of its form
   */
  public Finding {
    require(!adversary.isBlank(), "a finding needs the name of its adversary");
    require(MEASURE.matcher(metric).matches(), "not the name of a measure: " + metric);
    require(
        group.equals(ALL) || group.indexOf('=') > 0,
        "the group must be " + ALL + " or COLUMN=VALUE: " + group);
    require(
        Double.isFinite(value) && Double.isFinite(low) && Double.isFinite(high),
        metric + " must be a finite number with a finite interval");
    require(
        low <= high, "the interval of %s is upside down: %s to %s".formatted(metric, low, high));
    for (OptionalDouble number : new OptionalDouble[] {chance, raw, label, shuffled, bound}) {
      require(Double.isFinite(number.orElse(0)), "the controls of " + metric + " must be finite");
    }
  }

  /** A finding without controls that nobody has judged. */
  public static Finding of(
      String adversary, String metric, String group, double value, double low, double high) {
    OptionalDouble none = OptionalDouble.empty();
    return new Finding(
        adversary, metric, group, value, low, high, none, none, none, none, none, Optional.empty());
  }

  /** A label column's name as a segment of a measure: blanks, dots and stars become {@code _}. */
  public static String segment(String column) {
    return column.replaceAll("[\\s.*\\p{Cntrl}]", "_");
  }

  /** This finding beside what guessing gives. */
  public Finding withChance(double guessing) {
    return new Finding(
        adversary,
        metric,
        group,
        value,
        low,
        high,
        OptionalDouble.of(guessing),
        raw,
        label,
        shuffled,
        bound,
        met);
  }

  /**
   * This finding beside the same attack on the raw input, the label alone, and dealt out labels.
   */
  public Finding withControls(
      OptionalDouble onRaw, OptionalDouble onLabel, OptionalDouble onShuffled) {
    return new Finding(
        adversary, metric, group, value, low, high, chance, onRaw, onLabel, onShuffled, bound, met);
  }

  /** This finding beside what no attacker can exceed. */
  public Finding withBound(double most) {
    return new Finding(
        adversary,
        metric,
        group,
        value,
        low,
        high,
        chance,
        raw,
        label,
        shuffled,
        OptionalDouble.of(most),
        met);
  }

  /** This finding, judged; empty if no requirement speaks of it. */
  public Finding withMet(Optional<Boolean> judged) {
    return new Finding(
        adversary, metric, group, value, low, high, chance, raw, label, shuffled, bound, judged);
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("adversary", adversary).put("measure", metric).put("group", group);
    json.put("value", value).put("low", low).put("high", high);
    chance.ifPresent(number -> json.put("chance", number));
    raw.ifPresent(number -> json.put("raw", number));
    label.ifPresent(number -> json.put("label", number));
    shuffled.ifPresent(number -> json.put("shuffled", number));
    bound.ifPresent(number -> json.put("bound", number));
    met.ifPresent(judged -> json.put("met", judged));
    return json;
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  public static Finding fromJson(StrictObject fields) {
    try {
      Finding read =
          new Finding(
              fields.text("adversary"),
              fields.text("measure"),
              fields.text("group"),
              fields.number("value"),
              fields.number("low"),
              fields.number("high"),
              fields.optionalNumber("chance"),
              fields.optionalNumber("raw"),
              fields.optionalNumber("label"),
              fields.optionalNumber("shuffled"),
              fields.optionalNumber("bound"),
              fields.optionalTruth("met"));
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("measure", "is out of range: " + e.getMessage());
    }
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
