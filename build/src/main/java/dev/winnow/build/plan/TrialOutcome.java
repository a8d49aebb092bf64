package dev.winnow.build.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.audit.journal.Journal;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import java.util.OptionalDouble;

/**
 * What a candidate came to, measured on people who were not learned from.
 *
 * @param balanced accuracy of extractor, noise and analyzer, from 0 to 1
 * @param error half the width of the 95 % interval of {@code balanced}, by the normal approximation
 * @param bits that one answer tells at most, for any population
 * @param leakage of identity, between the answer alone at 0 and the raw capture at 1; empty if it
 *     was not measured
 */
public record TrialOutcome(double balanced, double error, double bits, OptionalDouble leakage) {
  /** In which outcomes are kept while a plan runs. */
  static final Journal.Form<TrialOutcome> FORM =
      new Journal.Form<>("winnow-plan-journal/1", TrialOutcome::toJson, TrialOutcome::read);

  private ObjectNode toJson() {
    ObjectNode json = Json.object();
    addTo(json);
    return json;
  }

  void addTo(ObjectNode json) {
    json.put("balanced", balanced).put("error", error).put("bits", bits);
    leakage.ifPresent(told -> json.put("leakage", told));
  }

  private static TrialOutcome read(StrictObject fields) {
    return new TrialOutcome(
        fields.number("balanced"),
        fields.number("error"),
        fields.number("bits"),
        fields.optionalNumber("leakage"));
  }
}
