package dev.winnow.build.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import java.util.Optional;

/**
 * What a split may cost. Infinite where it does not matter.
 *
 * @param edgeShare of the uncut network's multiply-accumulates, above 0
 * @param bits that one answer may tell about anything, for any population, above 0
 * @param loss of balanced accuracy beside the uncut network, a share; below 0 asks for a gain
 * @param leakage of identity, between the answer alone at 0 and the raw capture at 1
 * @param milliseconds of the extractor for one sample in one thread, above 0
 * @param size of the extractor's network in bytes, above 0
 * @param bytes that leave for one sample, above 0
 */
public record PlanBudget(
    double edgeShare,
    double bits,
    double loss,
    double leakage,
    double milliseconds,
    double size,
    double bytes) {
  static final String SIZE = "size";
  static final String MILLISECONDS = "milliseconds";

  /**
   * @throws IllegalArgumentException if a limit is not above 0
   */
  public PlanBudget {
    require("edge share", edgeShare);
    require("bits", bits);
    require(MILLISECONDS, milliseconds);
    require(SIZE, size);
    require("bytes", bytes);
    if (Double.isNaN(loss) || Double.isNaN(leakage)) {
      throw new IllegalArgumentException("loss and leakage must be numbers");
    }
  }

  /** What is beyond the budget before anything is trained, in a few words. */
  Optional<String> exceeded(CandidateCost cost) {
    if (cost.edgeShare() > edgeShare) {
      return Optional.of("edge share");
    }
    if (cost.size() > size) {
      return Optional.of(SIZE);
    }
    if (cost.bytes() > bytes) {
      return Optional.of("bytes");
    }
    return cost.milliseconds() > milliseconds ? Optional.of(MILLISECONDS) : Optional.empty();
  }

  /**
   * Whether it is kept by what only training shows.
   *
   * @param uncut balanced accuracy of the uncut network
   */
  boolean holds(TrialOutcome outcome, double uncut) {
    return outcome.balanced() >= uncut - loss
        && outcome.bits() <= bits
        && outcome.leakage().orElse(0) <= leakage;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    put(json, "edgeShare", edgeShare);
    put(json, "bits", bits);
    put(json, "loss", loss);
    put(json, "leakage", leakage);
    put(json, MILLISECONDS, milliseconds);
    put(json, SIZE, size);
    put(json, "bytes", bytes);
    return json;
  }

  private static void put(ObjectNode json, String name, double limit) {
    if (Double.isFinite(limit)) {
      json.put(name, limit);
    }
  }

  private static void require(String what, double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "the limit of %s must be above 0, not %s".formatted(what, limit));
    }
  }
}
