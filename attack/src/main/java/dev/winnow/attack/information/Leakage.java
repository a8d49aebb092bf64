package dev.winnow.attack.information;

import dev.winnow.attack.statistics.Bootstrap;
import dev.winnow.attack.statistics.MeasuredRows;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.statistics.ResampledMean;
import dev.winnow.core.Estimate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The score of an attack on the feature as a share of the way between its two controls. */
public final class Leakage {
  private Leakage() {}

  /**
   * (feature − label) / (raw − label): 1 leaks all that the input does, 0 no more than the answer
   * itself. May be below 0 or above 1, by chance or because a feature is easier to read than its
   * input.
   *
   * @param feature the strongest attack's score on the feature
   * @param raw the strongest attack's score on the raw input
   * @param label the strongest attack's score on the primary label alone
   * @return NaN if the raw input is no easier to attack than the label: then nothing was shown
   */
  public static double of(double feature, double raw, double label) {
    return raw > label ? (feature - label) / (raw - label) : Double.NaN;
  }

  /**
   * The same with its interval over people, for one draw of the attack: see {@link #of(Metric,
   * List, List, List, long)}.
   *
   * @param metric that grows with what leaks
   * @param feature rows or pools of the feature, by the strongest adversary
   * @param raw the same rows or pools of the raw input, by its strongest
   * @param label the same rows or pools of the primary label alone, by its strongest
   * @throws IllegalArgumentException if the three are not of the same people in the same order, or
   *     the metric falls with what leaks
   */
  public static Estimate of(
      Metric metric, MeasuredRows feature, MeasuredRows raw, MeasuredRows label, long seed) {
    requireSameRows(feature, raw);
    return of(metric, List.of(feature), List.of(raw), List.of(label), seed);
  }

  /**
   * The same for several draws of the attack, each with noise of its own and a split of its own of
   * the same people's rows into known and unknown ones.
   *
   * <p>Every score is {@linkplain #score averaged over people}, not over rows, and the interval is
   * over people, who are drawn alike for all three (a person who is hard to name is so for every
   * attacker; paired bootstrap, Efron and Tibshirani 1993, chapter 8). An attacker who knows
   * nothing beyond the label names one of many equals, and always the same: in one draw, the
   * interval depends on whom two attackers happen to name, and on whether it is the same person. So
   * shares of each person are averaged over the draws before people are drawn, which spreads what
   * is named by accident over many names.
   *
   * @param metric that grows with what leaks
   * @param feature rows or pools of the feature, by the strongest adversary, for each draw
   * @param raw of the raw input, by its strongest: one draw or several. People who are in no draw
   *     of these do not count
   * @param label of the primary label alone, by its strongest: the i-th of the same rows or pools
   *     as the i-th of the feature. People are numbered the same in all rankings
   * @param seed of the interval
   * @return as value the largest leakage of a single draw, (featureᵢ − labelᵢ) / (raw − labelᵢ); as
   *     interval the 2.5th and the 97.5th percentile of (feature − label) / (raw − label) with
   *     scores of all draws together, {@linkplain Estimate#over extended} so that the leakage of
   *     every draw lies inside. NaN throughout if the raw input is no easier to attack than the
   *     label over all draws; a single draw of which that is true is left out
   * @throws IllegalArgumentException if there is no draw, not one of the label for each of the
   *     feature or of other rows, if nobody is in the feature and the raw input, or the metric
   *     falls with what leaks
   */
  public static Estimate of(
      Metric metric,
      List<? extends MeasuredRows> feature,
      List<? extends MeasuredRows> raw,
      List<? extends MeasuredRows> label,
      long seed) {
    requirePairs(metric, feature, label);
    Set<Integer> shown =
        new TreeSet<>(feature.stream().flatMap(draw -> draw.people().stream()).toList());
    shown.retainAll(new HashSet<>(raw.stream().flatMap(draw -> draw.people().stream()).toList()));
    if (shown.isEmpty()) {
      throw new IllegalArgumentException("the controls are of other people than the feature");
    }
    List<Integer> people = List.copyOf(shown);
    ResampledMean most = ResampledMean.of(raw, metric, people).macro();
    ResampledMean ours = ResampledMean.of(feature, metric, people).macro();
    ResampledMean least = ResampledMean.of(label, metric, people).macro();
    double[] draws = new double[feature.size()];
    for (int i = 0; i < draws.length; i++) {
      draws[i] =
          of(
              ResampledMean.of(List.of(feature.get(i)), metric, people).macro().mean(),
              most.mean(),
              ResampledMean.of(List.of(label.get(i)), metric, people).macro().mean());
    }
    Estimate together =
        Bootstrap.of(
                people.size(),
                seed,
                drawn -> new double[] {of(ours.mean(drawn), most.mean(drawn), least.mean(drawn))})
            .get(0);
    return metric.worst(together, draws);
  }

  /**
   * The score that leakage compares: the mean over people of the share of a person's rows that are
   * named, so that somebody of a hundred captures counts like anybody else. Of {@link
   * Metric#BALANCED}, the mean over the right answers of such means.
   *
   * @param draws at least one, whose rows count together
   */
  public static double score(Metric metric, List<? extends MeasuredRows> draws) {
    return ResampledMean.of(draws, metric).macro().mean();
  }

  private static void requirePairs(
      Metric metric, List<? extends MeasuredRows> feature, List<? extends MeasuredRows> label) {
    if (!metric.growsWithLeak()) {
      throw new IllegalArgumentException(metric.word() + " falls with what leaks");
    }
    if (feature.isEmpty() || feature.size() != label.size()) {
      throw new IllegalArgumentException(
          "%d draws of the feature and %d of the label".formatted(feature.size(), label.size()));
    }
    for (int i = 0; i < feature.size(); i++) {
      requireSameRows(feature.get(i), label.get(i));
    }
  }

  private static void requireSameRows(MeasuredRows feature, MeasuredRows control) {
    if (!feature.people().equals(control.people())) {
      throw new IllegalArgumentException("the controls are of other people than the feature");
    }
  }
}
