package dev.winnow.audit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.attribute.SubjectDisjointSplit;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
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
    return on(data(trial.view(), context), context.seed(), context.threads());
  }

  @Override
  public List<AttackResult> shuffled(Trial trial, AuditContext context) {
    AttackData shuffled = data(trial.view(), context).shuffled(context.seed());
    return on(shuffled, context.seed(), context.threads());
  }

  private AttackData data(AttackerView view, AuditContext context) {
    SubjectDisjointSplit strangers =
        SubjectDisjointSplit.of(view.rows().samples(), context.sensitive(), column, context.seed());
    return strangers.data(view.rows().of(strangers.samples()).values());
  }

  /**
   * What it finds in what an attacker has.
   *
   * @param data whose people are the values of the label
   */
  public List<AttackResult> on(AttackData data, long seed, int threads) {
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
