package dev.winnow.audit;

import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.verification.VerificationScores;
import dev.winnow.core.Estimate;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One number that an attack gave on one view, over one draw or several.
 *
 * @param topic what it is about, such as {@code identity}; with the metric it names the finding
 * @param measurement the number
 * @param rankings the places that it was counted from, one a draw, where the attack ranks people;
 *     what a leakage is made of
 * @param recognitions what it was counted from, one a draw, where pairs are told apart
 * @param view of captures in which it was found, where there are several
 */
public record AttackResult(
    String topic,
    Measurement measurement,
    List<Ranking> rankings,
    List<VerificationScores> recognitions,
    Optional<String> view) {
  private static final String THROUGH = " on ";

  public AttackResult {
    rankings = List.copyOf(rankings);
    recognitions = List.copyOf(recognitions);
  }

  /** A number of the only view there is. */
  public AttackResult(
      String topic,
      Measurement measurement,
      List<Ranking> rankings,
      List<VerificationScores> recognitions) {
    this(topic, measurement, rankings, recognitions, Optional.empty());
  }

  /** A number that was counted from places. */
  public static AttackResult of(String topic, Measurement measurement, List<Ranking> rankings) {
    return new AttackResult(topic, measurement, rankings, List.of());
  }

  /** A number that stands for itself. */
  static AttackResult of(String topic, Measurement measurement) {
    return new AttackResult(topic, measurement, List.of(), List.of());
  }

  /**
   * What was found in several draws: of each number the worst, and the mean of their intervals,
   * extended so that it holds every draw.
   *
   * @param draws at least one; the same numbers in the same order
   */
  public static List<AttackResult> overDraws(List<List<AttackResult>> draws) {
    return IntStream.range(0, draws.get(0).size())
        .mapToObj(i -> over(draws.stream().map(results -> results.get(i)).toList()))
        .toList();
  }

  /** The same under another topic: what was found in one control is held against several. */
  public AttackResult about(String other) {
    return new AttackResult(other, measurement, rankings, recognitions, view);
  }

  /** The same, found in one of several views of captures. */
  AttackResult in(String word) {
    return new AttackResult(topic, measurement, rankings, recognitions, Optional.of(word));
  }

  /** Who found it and, where there are several views, in which: {@code logistic on block_1}. */
  String by() {
    return measurement.adversary() + view.map(word -> THROUGH + word).orElse("");
  }

  /** The same by an adversary that looked through one of several representations. */
  public AttackResult through(String representation) {
    Measurement named = measurement.by(measurement.adversary() + THROUGH + representation);
    return new AttackResult(topic, named, rankings, recognitions, view);
  }

  /** Through what an adversary of this name looked; the name itself if nothing says so. */
  public static String representation(String adversary) {
    int named = adversary.lastIndexOf(THROUGH);
    return named < 0 ? adversary : adversary.substring(named + THROUGH.length());
  }

  private static AttackResult over(List<AttackResult> trials) {
    AttackResult first = trials.get(0);
    return new AttackResult(
        first.topic,
        over(trials.stream().map(AttackResult::measurement).toList(), first.measurement.metric()),
        trials.stream().flatMap(result -> result.rankings.stream()).toList(),
        trials.stream().flatMap(result -> result.recognitions.stream()).toList());
  }

  /** By how much pairs are told apart better than by a control, over as many draws. */
  AttackResult above(AttackResult control, long seed) {
    List<Measurement> trials = new ArrayList<>();
    for (int i = 0; i < recognitions.size(); i++) {
      trials.add(recognitions.get(i).above(control.recognitions.get(i), seed));
    }
    return of(topic, over(trials, Metric.AREA_ABOVE).by(measurement.adversary()));
  }

  private static Measurement over(List<Measurement> trials, Metric metric) {
    Measurement first = trials.get(0);
    List<Estimate> each = trials.stream().map(Measurement::estimate).toList();
    Estimate mean =
        new Estimate(
            each.stream().mapToDouble(Estimate::value).average().orElseThrow(),
            each.stream().mapToDouble(Estimate::low).average().orElseThrow(),
            each.stream().mapToDouble(Estimate::high).average().orElseThrow());
    double[] values = each.stream().mapToDouble(Estimate::value).toArray();
    return new Measurement(
        first.adversary(),
        first.metric(),
        first.group(),
        metric.worst(mean, values),
        first.chance(),
        trials.stream().mapToInt(Measurement::samples).sum());
  }

  /** Such as {@code identity.top1}. */
  String metric() {
    return topic + "." + measurement.metric().word();
  }

  /** A finding about it. */
  Finding finding(String name, Estimate estimate) {
    return Finding.of(measurement.adversary(), name, measurement.group(), estimate);
  }

  /** Whether both are the same attack and count the same of the same people. */
  boolean matches(AttackResult other) {
    return metric().equals(other.metric())
        && measurement.adversary().equals(other.measurement().adversary())
        && measurement.group().equals(other.measurement().group());
  }

  /**
   * The name of the leakage that is counted from it, if any is: of first places, of right values of
   * a label, and of bits. Of the few people of a group only bits: which of them an attacker names
   * first among those it cannot tell apart would decide more than what leaks.
   */
  Optional<String> leakage() {
    if (rankings.isEmpty()) {
      return Optional.empty();
    }
    return switch (measurement.metric()) {
      case INFORMATION -> Optional.of(metric() + ".leakage");
      case BALANCED -> Optional.of(topic + ".leakage");
      case TOP_ONE ->
          measurement.group().equals(Measurement.ALL)
              ? Optional.of(topic + ".leakage")
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
