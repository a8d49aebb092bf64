package dev.winnow.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Estimate;
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
 * @param estimate what was measured, in the metric's unit, with its 95 % interval
 * @param references what to hold it against
 * @param met whether it meets every requirement of the policy that speaks of it; empty if none does
 */
public record Finding(
    String adversary,
    String metric,
    String group,
    Estimate estimate,
    ReferenceValues references,
    Optional<Boolean> met) {
  /** The group of everybody. */
  public static final String ALL = "all";

  private static final String SEGMENT = "[^\\s.*\\p{Cntrl}]+";
  private static final Pattern METRIC =
      Pattern.compile("%s(\\.%s){0,7}".formatted(SEGMENT, SEGMENT));

  /**
   * @throws IllegalArgumentException if a number is not finite, the interval is upside down, or a
   *     text is not of its form
   */
  public Finding {
    require(!adversary.isBlank(), "a finding needs the name of its adversary");
    require(METRIC.matcher(metric).matches(), "not the name of a metric: " + metric);
    require(
        group.equals(ALL) || group.indexOf('=') > 0,
        "the group must be " + ALL + " or COLUMN=VALUE: " + group);
    require(
        Double.isFinite(estimate.value())
            && Double.isFinite(estimate.low())
            && Double.isFinite(estimate.high()),
        metric + " must be a finite number with a finite interval");
    require(
        estimate.low() <= estimate.high(),
        "the interval of %s is upside down: %s to %s"
            .formatted(metric, estimate.low(), estimate.high()));
    require(references.areFinite(), "the controls of " + metric + " must be finite");
  }

  /** A finding beside nothing that nobody has judged. */
  public static Finding of(String adversary, String metric, String group, Estimate estimate) {
    return new Finding(
        adversary, metric, group, estimate, ReferenceValues.none(), Optional.empty());
  }

  /** A label column's name as a segment of a metric: blanks, dots and stars become {@code _}. */
  public static String segment(String column) {
    return column.replaceAll("[\\s.*\\p{Cntrl}]", "_");
  }

  /** What was measured, in the metric's unit. */
  public double value() {
    return estimate.value();
  }

  /** Lower end of its 95 % interval. */
  public double low() {
    return estimate.low();
  }

  /** Upper end of its 95 % interval. */
  public double high() {
    return estimate.high();
  }

  /** This finding beside what guessing gives. */
  public Finding withChance(double guessing) {
    return with(references.withChance(guessing));
  }

  /**
   * This finding beside the same attack on the raw input, the label alone, and dealt out labels.
   */
  public Finding withControls(
      OptionalDouble onRaw, OptionalDouble onLabel, OptionalDouble onShuffled) {
    return with(references.withControls(onRaw, onLabel, onShuffled));
  }

  /** This finding with who found what stands as its raw control, and in which view of the input. */
  public Finding withRawBy(String who) {
    return with(references.withRawBy(who));
  }

  /** This finding beside what no attacker can exceed. */
  public Finding withBound(double most) {
    return with(references.withBound(most));
  }

  private Finding with(ReferenceValues others) {
    return new Finding(adversary, metric, group, estimate, others, met);
  }

  /** This finding, judged; empty if no requirement speaks of it. */
  public Finding withMet(Optional<Boolean> judged) {
    return new Finding(adversary, metric, group, estimate, references, judged);
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("adversary", adversary).put("metric", metric).put("group", group);
    json.put("value", value()).put("low", low()).put("high", high());
    references.addTo(json);
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
              fields.text("metric"),
              fields.text("group"),
              new Estimate(fields.number("value"), fields.number("low"), fields.number("high")),
              ReferenceValues.from(fields),
              fields.optionalTruth("met"));
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("metric", "is out of range: " + e.getMessage());
    }
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
