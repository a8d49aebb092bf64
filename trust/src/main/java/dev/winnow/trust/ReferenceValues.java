package dev.winnow.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.StrictObject;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a finding is to be held against; each empty where nothing of the kind was measured.
 *
 * @param chance what guessing gives
 * @param raw the same attack on the raw input, which is known to leak
 * @param label the same attack on the primary label alone, which no method can beat
 * @param shuffled the same attack on labels dealt out anew, which shows what chance finds
 * @param bound what no attacker can exceed
 */
public record ReferenceValues(
    OptionalDouble chance,
    OptionalDouble raw,
    OptionalDouble label,
    OptionalDouble shuffled,
    OptionalDouble bound) {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  static ReferenceValues none() {
    return new ReferenceValues(NONE, NONE, NONE, NONE, NONE);
  }

  ReferenceValues withChance(double guessing) {
    return new ReferenceValues(OptionalDouble.of(guessing), raw, label, shuffled, bound);
  }

  ReferenceValues withControls(
      OptionalDouble onRaw, OptionalDouble onLabel, OptionalDouble onShuffled) {
    return new ReferenceValues(chance, onRaw, onLabel, onShuffled, bound);
  }

  ReferenceValues withBound(double most) {
    return new ReferenceValues(chance, raw, label, shuffled, OptionalDouble.of(most));
  }

  boolean areFinite() {
    return Stream.of(chance, raw, label, shuffled, bound)
        .allMatch(value -> Double.isFinite(value.orElse(0)));
  }

  /** Adds those that there are, read back by {@link #from}. */
  void addTo(ObjectNode json) {
    chance.ifPresent(number -> json.put("chance", number));
    raw.ifPresent(number -> json.put("raw", number));
    label.ifPresent(number -> json.put("label", number));
    shuffled.ifPresent(number -> json.put("shuffled", number));
    bound.ifPresent(number -> json.put("bound", number));
  }

  static ReferenceValues from(StrictObject fields) {
    return new ReferenceValues(
        fields.optionalNumber("chance"),
        fields.optionalNumber("raw"),
        fields.optionalNumber("label"),
        fields.optionalNumber("shuffled"),
        fields.optionalNumber("bound"));
  }
}
