package dev.winnow.build.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was tried, and what is recommended.
 *
 * @param budget that was to be kept
 * @param uncut accuracy of the network as it is, on the people whom trials were measured on
 * @param device on which candidates take so long, by its profile; empty if they were run here
 * @param epsilon of the noise of every candidate
 * @param excluded how many candidates were beyond the budget untried, by what they exceeded
 * @param probes what features say before anything is trained, by {@link Candidate#where}
 * @param trials every candidate that was trained, with the most training that it had
 * @param failed candidates that cannot be trained, and why
 */
public record SplitPlan(
    PlanBudget budget,
    Accuracy uncut,
    Optional<String> device,
    double epsilon,
    Map<String, Integer> excluded,
    Map<String, ProbedCut> probes,
    List<CandidateResult> trials,
    Map<Candidate, String> failed) {
  public SplitPlan {
    trials = List.copyOf(trials);
  }

  /** Trials with the whole training that no other one beats, by edge share. */
  public List<CandidateResult> front() {
    return ParetoFront.of(trials.stream().filter(trial -> trial.effort() == 1).toList());
  }

  /** Whether the recommendation keeps the whole budget. */
  public boolean isWithinBudget() {
    return recommended().stream()
        .anyMatch(trial -> budget.holds(trial.outcome(), uncut.balanced()));
  }

  /**
   * Of the front the one that costs the edge least and keeps the budget; if none does, the one that
   * is right most often. Empty if nothing could be trained.
   */
  public Optional<CandidateResult> recommended() {
    List<CandidateResult> front = front();
    return front.stream()
        .filter(trial -> budget.holds(trial.outcome(), uncut.balanced()))
        .findFirst()
        .or(() -> front.stream().max(Comparator.comparingDouble(CandidateResult::balanced)));
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.set("budget", budget.toJson());
    json.set("uncut", uncut.toJson());
    device.ifPresent(name -> json.put("device", name));
    json.put("epsilon", epsilon);
    recommended().ifPresent(trial -> json.set("recommended", trial.toJson()));
    json.put("withinBudget", isWithinBudget());
    ArrayNode front = json.putArray("front");
    front().forEach(trial -> front.add(trial.toJson()));
    ArrayNode tried = json.putArray("trials");
    trials.forEach(trial -> tried.add(trial.toJson()));
    ObjectNode probed = json.putObject("probes");
    probes.forEach((where, cut) -> probed.set(where, cut.toJson()));
    ObjectNode beyond = json.putObject("excluded");
    excluded.forEach(beyond::put);
    ArrayNode refused = json.putArray("failed");
    failed.forEach((candidate, why) -> refused.add(candidate.toJson().put("why", why)));
    return json;
  }
}
