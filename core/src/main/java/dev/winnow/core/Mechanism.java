package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How a node randomises a feature before it leaves, in two layers as RAPPOR has them (Erlingsson,
 * Pihur and Korolova 2014, "RAPPOR", section 3): the permanent one is drawn once for a capture and
 * stays the same however often it is asked about, the fresh one is drawn anew for every report.
 *
 * <p>Whatever a network makes, a node first clamps it to {@link #bounds}, which are signed with the
 * manifest. What an answer can tell at most follows from these numbers alone, for any population
 * and any network; {@code dev.winnow.noise} works it out.
 */
public sealed interface Mechanism permits RandomizedResponse, GaussianNoise {

  /** Where each value of the feature may lie, in its own units; at least one. */
  List<Interval> bounds();

  /** The word used on the command line and in JSON. */
  String word();

  /** The JSON form, read back by {@link #fromJson}. */
  ObjectNode toJson();

  /** How many values the feature has. */
  default int values() {
    return bounds().size();
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  static Mechanism fromJson(StrictObject fields) {
    String kind = fields.text("kind");
    try {
      Mechanism read =
          switch (kind) {
            case RandomizedResponse.WORD -> RandomizedResponse.fromJson(bounds(fields), fields);
            case GaussianNoise.WORD ->
                new GaussianNoise(
                    bounds(fields), fields.number("permanent-sigma"), fields.number("fresh-sigma"));
            default ->
                throw fields.invalid(
                    "kind",
                    "must be one of %s, %s".formatted(RandomizedResponse.WORD, GaussianNoise.WORD));
          };
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("", "is out of range: " + e.getMessage());
    }
  }

  private static List<Interval> bounds(StrictObject fields) {
    return fields.objects("bounds").stream().map(Mechanism::interval).toList();
  }

  private static Interval interval(StrictObject fields) {
    Interval interval = new Interval(fields.number("low"), fields.number("high"));
    fields.end();
    return interval;
  }

  /** What all mechanisms begin with. */
  static ObjectNode json(Mechanism mechanism) {
    ObjectNode json = Json.object().put("kind", mechanism.word());
    ArrayNode ends = json.putArray("bounds");
    mechanism.bounds().forEach(b -> ends.addObject().put("low", b.low()).put("high", b.high()));
    return json;
  }
}
