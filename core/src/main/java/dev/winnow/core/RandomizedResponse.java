package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * k-ary randomised response (Warner 1965; Kairouz, Bonawitz and Ramage 2016, "Discrete Distribution
 * Estimation under Local Privacy", section 3): a feature is rounded to symbols, and each is
 * replaced by one of the others, all alike, with a small probability. Nothing but what symbols
 * stand for leaves a node, so that an answer can be one of alphabet^symbols and no more.
 *
 * @param quantizer that makes symbols of a feature
 * @param permanentFlip how probably a symbol is replaced once for a capture, from 0 to below (k −
 *     1)/k of an alphabet of k, where nothing of it would be left
 * @param freshFlip the same once more for every report; both may be 0, and the symbols then leave
 *     as they are
 */
public record RandomizedResponse(Quantizer quantizer, double permanentFlip, double freshFlip)
    implements Mechanism {
  static final String WORD = "randomized-response";

  /**
   * @throws IllegalArgumentException if a probability is out of its range
   */
  public RandomizedResponse {
    requireFlip("permanent", permanentFlip, quantizer.alphabet());
    requireFlip("fresh", freshFlip, quantizer.alphabet());
  }

  /**
   * Of each value on its own.
   *
   * @param bounds of each value: its lowest and its highest level
   * @param levels of a value, evenly spaced, 2 to {@link Quantizer#LARGEST_ALPHABET}
   * @throws IllegalArgumentException if there are no bounds, or a number is out of its range
   */
  public static RandomizedResponse of(
      List<Interval> bounds, int levels, double permanentFlip, double freshFlip) {
    return new RandomizedResponse(new Quantizer.Uniform(bounds, levels), permanentFlip, freshFlip);
  }

  /**
   * Reads the JSON form.
   *
   * @param bounds of each value
   */
  static RandomizedResponse fromJson(List<Interval> bounds, StrictObject fields) {
    Quantizer quantizer =
        fields.has("codewords")
            ? new Quantizer.Vector(bounds, fields.numberLists("codewords"))
            : new Quantizer.Uniform(bounds, fields.integer("levels"));
    return new RandomizedResponse(
        quantizer, fields.number("permanent-flip"), fields.number("fresh-flip"));
  }

  @Override
  public List<Interval> bounds() {
    return quantizer.bounds();
  }

  @Override
  public String word() {
    return WORD;
  }

  /** How probably a symbol is another one after both layers: one answer's probability of a flip. */
  public double flip() {
    // Replaced by both, it may have come back.
    return permanentFlip * (1 - freshFlip)
        + freshFlip * (1 - permanentFlip)
        + permanentFlip * freshFlip * (quantizer.alphabet() - 2) / (quantizer.alphabet() - 1);
  }

  /**
   * How much of a level the mean of many answers about many captures keeps: their mean lies that
   * share of the way from the mean of all symbols to it. Dividing by it is the unbiased correction.
   *
   * @return 1 − flip · k/(k − 1), above 0 and at most 1
   */
  public double kept() {
    return 1 - flip() * quantizer.alphabet() / (quantizer.alphabet() - 1);
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Mechanism.json(this);
    if (quantizer instanceof Quantizer.Vector vector) {
      ArrayNode codewords = json.putArray("codewords");
      vector.codewords().forEach(word -> word.forEach(codewords.addArray()::add));
    } else {
      json.put("levels", quantizer.alphabet());
    }
    return json.put("permanent-flip", permanentFlip).put("fresh-flip", freshFlip);
  }

  private static void requireFlip(String which, double flip, int alphabet) {
    double end = (alphabet - 1.0) / alphabet;
    // Said so that a NaN is refused too.
    if (!(flip >= 0 && flip < end)) {
      throw new IllegalArgumentException(
          "the %s flip must be from 0 to below %.3g, not %s".formatted(which, end, flip));
    }
  }
}
