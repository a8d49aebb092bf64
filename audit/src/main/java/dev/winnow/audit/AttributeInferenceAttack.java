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
record AttributeInferenceAttack(String column) implements ViewAttack {
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
    return on(data(trial.view(), context), context);
  }

  @Override
  public List<AttackResult> shuffled(Trial trial, AuditContext context) {
    return on(data(trial.view(), context).shuffled(context.seed()), context);
  }

  private AttackData data(AttackerView view, AuditContext context) {
    SubjectDisjointSplit strangers =
        SubjectDisjointSplit.of(view.rows().samples(), context.sensitive(), column, context.seed());
    return strangers.data(view.rows().of(strangers.samples()).values());
  }

  private List<AttackResult> on(AttackData data, AuditContext context) {
    PreparedData prepared = data.prepared(context.threads());
    List<AttackResult> results = new ArrayList<>();
    for (Adversary adversary :
        List.of(
            new NearestNeighbour(),
            GaussianKde.pooled(),
            ClassifierAdversary.logistic(context.seed(), context.threads()).withBalance(),
            ClassifierAdversary.perceptron(context.seed(), context.threads()).withBalance())) {
      Ranking ranking = Ranking.of(adversary, prepared);
      results.add(
          AttackResult.of(
              word(), ranking.measurement(Metric.BALANCED, context.seed()), List.of(ranking)));
    }
    return results;
  }
}
