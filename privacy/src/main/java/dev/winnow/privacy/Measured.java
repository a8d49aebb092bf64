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
 * @param measure what was counted
 * @param group value of a column that all measured rows share, or {@link #ALL}
 * @param estimate the number and its interval over people
 * @param chance what guessing at random gives
 * @param samples how many rows or pairs were measured
 */
public record Measured(
    String adversary,
    Measure measure,
    String group,
    Estimate estimate,
    double chance,
    int samples) {
  /** The group of everybody. */
  public static final String ALL = "all";

  /**
   * A measure of naming over several draws of one attack, each with noise of its own and a split of
   * its own into known and unknown rows.
   *
   * @param draws of one adversary, of the same people, numbered alike, and as many answers
   * @param measure of naming
   * @param seed of the interval
   * @return value of the worst draw; an interval over people of the rows of all draws together,
   *     {@linkplain Estimate#over extended} so that no draw lies outside; rows of all draws
   * @throws IllegalArgumentException if there is no draw, they differ in adversary or answers, or
   *     the measure is none of naming
   */
  public static Measured of(List<Ranking> draws, Measure measure, long seed) {
    if (draws.stream().map(Ranking::adversary).distinct().count() != 1
        || draws.stream().map(Ranking::answers).distinct().count() != 1) {
      throw new IllegalArgumentException("draws are of one adversary among the same answers");
    }
    Ranking first = draws.get(0);
    Estimate estimate =
        Averages.of(draws, measure)
            .estimate(seed)
            .over(
                measure,
                draws.stream().mapToDouble(draw -> Averages.of(draw, measure).mean()).toArray());
    // Whoever knows nothing scores all answers alike.
    double chance = new Standing(0, 0, 0, first.answers(), 0).value(measure, first.answers());
    int rows = draws.stream().mapToInt(draw -> draw.standings().size()).sum();
    return new Measured(first.adversary(), measure, ALL, estimate, chance, rows);
  }

  /** The same under another word for who attacked. */
  public Measured by(String other) {
    return new Measured(other, measure, group, estimate, chance, samples);
  }

  /** The same for a group. */
  public Measured of(String other) {
    return new Measured(adversary, measure, other, estimate, chance, samples);
  }

  /**
   * The one that leaks most, of one measure: the strongest adversary's, or the group's that is
   * protected least. By value, whatever the interval: look at it before much is made of a group of
   * few samples.
   *
   * @throws IllegalArgumentException if there is none, or not all are of one measure
   */
  public static Measured worst(Collection<Measured> candidates) {
    if (candidates.stream().map(Measured::measure).distinct().count() != 1) {
      throw new IllegalArgumentException("the worst is of one measure, of at least one candidate");
    }
    return candidates.stream().max(Comparator.comparingDouble(Measured::leak)).orElseThrow();
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("adversary", adversary).put("measure", measure.word());
    json.put("group", group).set("estimate", estimate.toJson());
    return json.put("chance", chance).put("samples", samples);
  }

  private double leak() {
    return measure.growsWithLeak() ? estimate.value() : -estimate.value();
  }
}
