package dev.winnow.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.StrictObject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a finding is to be held against; each empty where nothing of the kind was measured.
 *
 * @param chance what guessing gives
 * @param raw the same attack on the raw input, which is known to leak
 * @param rawBy who found that, and in which view of the raw input, such as {@code logistic on
 *     block_1}: of several the one that finds most
 * @param label the same attack on the primary label alone, which no method can beat
 * @param shuffled the same attack on labels dealt out anew, which shows what chance finds
 * @param bound what no attacker can exceed
 */
public record ReferenceValues(
    OptionalDouble chance,
    OptionalDouble raw,
    Optional<String> rawBy,
    OptionalDouble label,
    OptionalDouble shuffled,
    OptionalDouble bound) {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  static ReferenceValues none() {
    return new ReferenceValues(NONE, NONE, Optional.empty(), NONE, NONE, NONE);
  }

  ReferenceValues withChance(double guessing) {
    return new ReferenceValues(OptionalDouble.of(guessing), raw, rawBy, label, shuffled, bound);
  }

  ReferenceValues withControls(
      OptionalDouble onRaw, OptionalDouble onLabel, OptionalDouble onShuffled) {
    return new ReferenceValues(chance, onRaw, rawBy, onLabel, onShuffled, bound);
  }

  ReferenceValues withRawBy(String who) {
    return new ReferenceValues(chance, raw, Optional.of(who), label, shuffled, bound);
  }

  ReferenceValues withBound(double most) {
    return new ReferenceValues(chance, raw, rawBy, label, shuffled, OptionalDouble.of(most));
  }

  boolean areFinite() {
    return Stream.of(chance, raw, label, shuffled, bound)
        .allMatch(value -> Double.isFinite(value.orElse(0)));
  }

  /** Adds those that there are, read back by {@link #from}. */
  void addTo(ObjectNode json) {
    chance.ifPresent(number -> json.put("chance", number));
    raw.ifPresent(number -> json.put("raw", number));
    rawBy.ifPresent(who -> json.put("rawBy", who));
    label.ifPresent(number -> json.put("label", number));
    shuffled.ifPresent(number -> json.put("shuffled", number));
    bound.ifPresent(number -> json.put("bound", number));
  }

  static ReferenceValues from(StrictObject fields) {
    return new ReferenceValues(
        fields.optionalNumber("chance"),
        fields.optionalNumber("raw"),
        fields.optionalText("rawBy"),
        fields.optionalNumber("label"),
        fields.optionalNumber("shuffled"),
        fields.optionalNumber("bound"));
  }
}
