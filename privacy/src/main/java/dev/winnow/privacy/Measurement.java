package dev.winnow.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * One number of an audit. Controls are the same numbers on other evidence.
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

  /**
   * A measure of naming over several draws of one attack, each with noise of its own and a split of
   * its own into known and unknown rows.
   *
   * @param draws of one adversary, of the same people, numbered alike, and as many answers
   * @param metric of naming
   * @param seed of the interval
   * @return value of the worst draw; an interval over people of the rows of all draws together,
   *     {@linkplain Estimate#over extended} so that no draw lies outside; rows of all draws
   * @throws IllegalArgumentException if there is no draw, they differ in adversary or answers, or
   *     the measure is none of naming
   */
  public static Measurement of(List<Ranking> draws, Metric metric, long seed) {
    if (draws.stream().map(Ranking::adversary).distinct().count() != 1
        || draws.stream().map(Ranking::answers).distinct().count() != 1) {
      throw new IllegalArgumentException("draws are of one adversary among the same answers");
    }
    Ranking first = draws.get(0);
    Estimate estimate =
        ResampledMean.of(draws, metric)
            .estimate(seed)
            .over(
                metric,
                draws.stream()
                    .mapToDouble(draw -> ResampledMean.of(draw, metric).mean())
                    .toArray());
    // Whoever knows nothing scores all answers alike.
    double chance = new RankCounts(0, 0, 0, first.answers(), 0).value(metric, first.answers());
    int rows = draws.stream().mapToInt(draw -> draw.ranks().size()).sum();
    return new Measurement(first.adversary(), metric, ALL, estimate, chance, rows);
  }

  /** The same under another word for who attacked. */
  public Measurement by(String other) {
    return new Measurement(other, metric, group, estimate, chance, samples);
  }

  /** The same for a group. */
  public Measurement of(String other) {
    return new Measurement(adversary, metric, other, estimate, chance, samples);
  }

  /**
   * The one that leaks most, of one measure: the strongest adversary's, or the group's that is
   * protected least. By value, whatever the interval: look at it before much is made of a group of
   * few samples.
   *
   * @throws IllegalArgumentException if there is none, or not all are of one measure
   */
  public static Measurement worst(Collection<Measurement> candidates) {
    if (candidates.stream().map(Measurement::metric).distinct().count() != 1) {
      throw new IllegalArgumentException("the worst is of one measure, of at least one candidate");
    }
    return candidates.stream().max(Comparator.comparingDouble(Measurement::leak)).orElseThrow();
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("adversary", adversary).put("measure", metric.word());
    json.put("group", group).set("estimate", estimate.toJson());
    return json.put("chance", chance).put("samples", samples);
  }

  private double leak() {
    return metric.growsWithLeak() ? estimate.value() : -estimate.value();
  }
}
