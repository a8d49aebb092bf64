package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.trust.Comparison;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import dev.winnow.trust.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether what a certificate states of one requirement holds on other captures.
 *
 * <p>The claim is that the metric lies within the certified interval, or within the policy's limit
 * where that allows more. It is refuted if the whole 95 % interval of what was found lies beyond: a
 * claim that is true is refuted by chance in at most 2.5 % of cases.
 *
 * @param requirement of the certified policy
 * @param certified the worst that the certificate states, of everybody
 * @param found the worst that was found, of everybody
 * @param claim the number beyond which {@code found} must not wholly lie
 * @param holds whether it does not
 */
public record Recheck(
    Requirement requirement, Finding certified, Finding found, double claim, boolean holds) {
  /** How often a true claim is refuted by chance, at most. */
  public static final double CHANCE = 0.025;

  /**
   * Sets findings against certified ones.
   *
   * @return one for each requirement that both speak of; what only one of them measured cannot be
   *     compared
   */
  public static List<Recheck> of(Policy policy, List<Finding> certified, List<Finding> found) {
    List<Recheck> rechecks = new ArrayList<>();
    for (Requirement requirement : policy.requirements()) {
      Optional<Finding> stated = worst(requirement, certified);
      Optional<Finding> seen = worst(requirement, found);
      if (stated.isPresent() && seen.isPresent()) {
        rechecks.add(of(requirement, stated.get(), seen.get()));
      }
    }
    return rechecks;
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("requirement", requirement.toString());
    json.set("certified", certified.toJson());
    json.set("found", found.toJson());
    return json.put("claim", claim).put("holds", holds);
  }

  private static Recheck of(Requirement requirement, Finding certified, Finding found) {
    double unit = requirement.timesChance() ? found.references().chance().orElse(0) : 1;
    double limit = requirement.limit() * unit;
    boolean most = requirement.comparison() == Comparison.AT_MOST;
    double claim = most ? Math.max(limit, certified.high()) : Math.min(limit, certified.low());
    boolean holds = most ? found.low() <= claim : found.high() >= claim;
    return new Recheck(requirement, certified, found, claim, holds);
  }

  private static Optional<Finding> worst(Requirement requirement, List<Finding> findings) {
    Comparator<Finding> byValue = Comparator.comparingDouble(Finding::value);
    return findings.stream()
        .filter(finding -> finding.group().equals(Finding.ALL) && requirement.speaksOf(finding))
        .max(requirement.comparison() == Comparison.AT_MOST ? byValue : byValue.reversed());
  }
}
