package dev.winnow.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.attack.identification.Reidentification;
import dev.winnow.attack.information.Leakage;
import dev.winnow.core.Json;

/**
 * What adversaries make of the controls, between which every embedding stands.
 *
 * @param raw of the prepared captures, in the way that tells most
 * @param label of the primary label alone
 * @param people whom they have to name
 * @param samples of these people, known and unknown ones
 */
public record IdentityControls(
    Reidentification raw, Reidentification label, int people, int samples) {
  /** How often a guess at random is right. */
  public double chance() {
    return 1.0 / people;
  }

  /** Where the strongest adversary on a feature stands: 0 with the label, 1 with the captures. */
  double leakage(Reidentification feature) {
    return Leakage.of(feature.strongest(), raw.strongest(), label.strongest());
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.set("raw", raw.toJson());
    json.set("label", label.toJson());
    return json.put("people", people).put("chance", chance());
  }
}
