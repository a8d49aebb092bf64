package dev.winnow.build.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A candidate that was trained and measured.
 *
 * @param cost of it
 * @param effort share of the whole training that it had, above 0 to 1
 */
public record CandidateResult(
    Candidate candidate, CandidateCost cost, double effort, TrialOutcome outcome) {
  double balanced() {
    return outcome.balanced();
  }

  /** Whether another costs the edge no more and is right no less often, and is not the same. */
  boolean isDominatedBy(CandidateResult other) {
    double share = cost.edgeShare();
    double others = other.cost.edgeShare();
    return others <= share
        && other.balanced() >= balanced()
        && (others < share || other.balanced() > balanced());
  }

  ObjectNode toJson() {
    ObjectNode json = candidate.toJson();
    json.set("cost", cost.toJson());
    json.put("effort", effort);
    outcome.addTo(json);
    return json;
  }
}
