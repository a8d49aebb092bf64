package dev.winnow.audit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.attribute.ContinuousSplit;
import dev.winnow.attack.attribute.SubjectDisjointSplit;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.regression.R2Score;
import dev.winnow.attack.regression.RegressionData;
import dev.winnow.attack.regression.Regressor;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Reading another label of people who are strangers to the attacker.
 *
 * @param column of the label
 */
public record AttributeInferenceAttack(String column) implements ViewAttack {
  @Override
  public String word() {
    return "attribute." + Finding.segment(column);
  }

  @Override
  public boolean trains() {
    return true;
  }

  @Override
  public List<AttackResult> on(Trial trial, AuditContext context) {
    return on(trial.view().rows(), context.sensitive(), context.seed(), context.threads());
  }

  @Override
  public List<AttackResult> shuffled(Trial trial, AuditContext context) {
    FeatureTable rows = trial.view().rows();
    return on(rows, context.sensitive(), context.seed(), context.threads(), /* shuffled= */ true);
  }

  /**
   * What it finds in what an attacker has. A label of at least ten values that are all numbers is
   * predicted as a number, any other is told apart by its values.
   *
   * @param rows of captures
   * @param identity column that names people
   * @throws dev.winnow.attack.attribute.NothingToInferException if the label hardly varies
   */
  public List<AttackResult> on(FeatureTable rows, String identity, long seed, int threads) {
    return on(rows, identity, seed, threads, /* shuffled= */ false);
  }

  private List<AttackResult> on(
      FeatureTable rows, String identity, long seed, int threads, boolean shuffled) {
    if (ContinuousSplit.isOf(rows.samples(), column)) {
      RegressionData data = regression(rows, identity, seed, threads);
      return numbers(shuffled ? data.shuffled(seed) : data, seed);
    }
    AttackData data = classification(rows, identity, seed);
    return classes(shuffled ? data.shuffled(seed) : data, seed, threads);
  }

  private AttackData classification(FeatureTable rows, String identity, long seed) {
    SubjectDisjointSplit strangers =
        SubjectDisjointSplit.of(rows.samples(), identity, column, seed);
    return strangers.data(rows.of(strangers.samples()).values());
  }

  private RegressionData regression(FeatureTable rows, String identity, long seed, int threads) {
    ContinuousSplit strangers = ContinuousSplit.of(rows.samples(), identity, column, seed);
    return strangers.data(rows.of(strangers.samples()).values(), threads);
  }

  private List<AttackResult> numbers(RegressionData data, long seed) {
    List<AttackResult> results = new ArrayList<>();
    List<Integer> people = data.features().shown();
    for (Regressor regressor : Regressor.all()) {
      Estimate score = R2Score.of(regressor.predictions(data), data.unknown(), people, seed);
      Measurement measurement =
          new Measurement(
              regressor.word(), Metric.R_SQUARED, Measurement.ALL, score, 0, people.size());
      results.add(AttackResult.of(word(), measurement));
    }
    return results;
  }

  private List<AttackResult> classes(AttackData data, long seed, int threads) {
    PreparedData prepared = data.prepared(threads);
    List<AttackResult> results = new ArrayList<>();
    for (Adversary adversary :
        List.of(
            new NearestNeighbour(),
            GaussianKde.pooled(),
            ClassifierAdversary.logistic(seed, threads).withBalance(),
            ClassifierAdversary.perceptron(seed, threads).withBalance())) {
      Ranking ranking = Ranking.of(adversary, prepared);
      results.add(
          AttackResult.of(word(), ranking.measurement(Metric.BALANCED, seed), List.of(ranking)));
    }
    return results;
  }
}
