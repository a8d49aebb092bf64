package dev.winnow.attack.statistics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Estimate;
import dev.winnow.core.Json;
import java.util.Collection;
import java.util.Comparator;

/**
 * One number of an audit. Controls are the same numbers on other data.
 *
 * @param adversary the word of who attacked
 * @param metric what was counted
 * @param group value of a column that all measured rows share, or {@link #ALL}
 * @param estimate the number and its interval over people
 * @param chance what guessing at random gives
 * @param samples how many rows or pairs were measured
 */
public record Measurement(
    String adversary, Metric metric, String group, Estimate estimate, double chance, int samples) {
  /** The group of everybody. */
  public static final String ALL = "all";

  /** The same under another word for who attacked. */
  public Measurement by(String other) {
    return new Measurement(other, metric, group, estimate, chance, samples);
  }

  /** The same for a group. */
  public Measurement of(String other) {
    return new Measurement(adversary, metric, other, estimate, chance, samples);
  }

  /**
   * The one that leaks most, of one metric: the strongest adversary's, or the group's that is
   * protected least. By value, whatever the interval: look at it before much is made of a group of
   * few samples.
   *
   * @throws IllegalArgumentException if there is none, or not all are of one metric
   */
  public static Measurement worst(Collection<Measurement> candidates) {
    if (candidates.stream().map(Measurement::metric).distinct().count() != 1) {
      throw new IllegalArgumentException("the worst is of one metric, of at least one candidate");
    }
    return candidates.stream().max(Comparator.comparingDouble(Measurement::leak)).orElseThrow();
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("adversary", adversary).put("metric", metric.word());
    json.put("group", group).set("estimate", estimate.toJson());
    return json.put("chance", chance).put("samples", samples);
  }

  private double leak() {
    return metric.growsWithLeak() ? estimate.value() : -estimate.value();
  }
}
