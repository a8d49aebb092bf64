package dev.winnow.build;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.attack.identification.Reidentification;
import dev.winnow.attack.information.Leakage;
import dev.winnow.core.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What adversaries make of the controls, between which every embedding stands.
 *
 * @param views of the captures, at least one: as they are, as an attacker would transform them, and
 *     through layers of the uncut network. The one that tells most is the raw control
 * @param label of the primary label alone
 * @param people whom they have to name
 * @param samples of these people, known and unknown ones
 */
public record IdentityControls(List<View> views, Reidentification label, int people, int samples) {
  /**
   * One way to look at captures.
   *
   * @param word for it: {@code whole}, or the tensor of a layer
   * @param layer whether a layer of the network shows them so
   * @param attack what the adversaries make of it
   */
  public record View(String word, boolean layer, Reidentification attack) {
    /** Who finds most, and where: {@code logistic on block_1}. */
    public String by() {
      return attack.adversary() + " on " + word;
    }
  }

  public IdentityControls {
    views = List.copyOf(views);
  }

  /** The view that tells most. */
  public View strongest() {
    return views.stream()
        .max(Comparator.comparingDouble(view -> view.attack.strongest()))
        .orElseThrow();
  }

  /** The view of captures without a network that tells most. */
  public View withoutLayers() {
    return views.stream()
        .filter(view -> !view.layer)
        .max(Comparator.comparingDouble(view -> view.attack.strongest()))
        .orElseThrow();
  }

  /** What adversaries make of the prepared captures in the view that tells most. */
  public Reidentification raw() {
    return strongest().attack;
  }

  /** A view by its word. */
  Optional<View> view(String word) {
    return views.stream().filter(view -> view.word.equals(word)).findFirst();
  }

  /** How often a guess at random is right. */
  public double chance() {
    return 1.0 / people;
  }

  /** Where the strongest adversary on a feature stands: 0 with the label, 1 with the captures. */
  public double leakage(Reidentification feature) {
    return Leakage.of(feature.strongest(), raw().strongest(), label.strongest());
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.set("raw", raw().toJson());
    json.put("rawBy", strongest().by());
    ArrayNode list = json.putArray("views");
    for (View view : views) {
      ObjectNode each = list.addObject().put("view", view.word).put("layer", view.layer);
      each.setAll(view.attack.toJson());
    }
    json.set("label", label.toJson());
    return json.put("people", people).put("chance", chance());
  }
}
