package dev.winnow.privacy;

import java.util.List;

/** Where an attack on the feature stands between its controls. */
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
   * The same with its interval over people, who are drawn alike for all three: a person who is hard
   * to name is so for every attacker.
   *
   * @param measure that grows with what leaks
   * @param feature rows or pools of the feature, by the strongest adversary
   * @param raw the same rows of the raw input, by its strongest
   * @param label the same rows of the primary label alone, by its strongest
   * @throws IllegalArgumentException if the three are not of the same people in the same order, or
   *     the measure falls with what leaks
   */
  public static Estimate of(
      Measure measure, Ranking feature, Ranking raw, Ranking label, long seed) {
    if (!measure.growsWithLeak()) {
      throw new IllegalArgumentException(measure.word() + " falls with what leaks");
    }
    List<Integer> people = people(feature);
    if (!people(raw).equals(people) || !people(label).equals(people)) {
      throw new IllegalArgumentException("the controls are of other people than the feature");
    }
    Averages ours = Averages.of(feature, measure);
    Averages most = Averages.of(raw, measure);
    Averages least = Averages.of(label, measure);
    return Bootstrap.of(
            (int) people.stream().distinct().count(),
            seed,
            drawn -> new double[] {of(ours.mean(drawn), most.mean(drawn), least.mean(drawn))})
        .get(0);
  }

  private static List<Integer> people(Ranking ranking) {
    return ranking.standings().stream().map(Standing::person).toList();
  }
}
