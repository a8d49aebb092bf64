package dev.winnow.audit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.adversary.ScratchNetworkAdversary;
import dev.winnow.attack.adversary.SmallFeatureAdversaries;
import dev.winnow.attack.adversary.TransferAdversary;
import dev.winnow.attack.identification.Ranking;
import java.util.ArrayList;
import java.util.List;

/**
 * Naming people whose other captures are known: every adversary learns from the known rows and
 * ranks all people for each unknown row, or for some rows of one person together.
 *
 * @param topic of the findings, such as {@code identity}
 * @param pools how many captures of one person are taken together, besides single ones
 * @param thorough whether all adversaries try, or only the quick ones. The slow ones, which train a
 *     network or boost, try the first draw alone
 */
record IdentificationAttack(String topic, List<Integer> pools, boolean thorough)
    implements ViewAttack {
  @Override
  public String word() {
    return topic;
  }

  @Override
  public boolean trains() {
    return true;
  }

  @Override
  public List<AttackResult> on(Trial trial, AuditContext context) {
    return onAll(List.of(trial), context);
  }

  @Override
  public List<AttackResult> onAll(List<Trial> trials, AuditContext context) {
    IdentificationResults found = results(context);
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      AttackData data = trial.data();
      ask(trial, data, adversaries(trial.view(), data, context, i == 0), context, found);
    }
    return found.results();
  }

  @Override
  public List<AttackResult> shuffled(Trial trial, AuditContext context) {
    IdentificationResults found = results(context);
    AttackData shuffled = trial.data().shuffled(context.seed());
    new IdentificationAttack(topic, List.of(), thorough)
        .ask(trial, shuffled, adversaries(trial.view(), shuffled, context, true), context, found);
    return found.results();
  }

  /** Sizes of pools of which too few people have a whole one are not measured. */
  private void ask(
      Trial trial,
      AttackData data,
      List<Adversary> adversaries,
      AuditContext context,
      IdentificationResults found) {
    PreparedData usual = data.prepared(context.threads());
    for (Adversary adversary : adversaries) {
      found.add(
          topic,
          Ranking.pooled(adversary, adversary.prepared(data, usual), pools, context.seed()),
          trial.protocol());
    }
  }

  private static IdentificationResults results(AuditContext context) {
    return new IdentificationResults(context.group(), context.seed());
  }

  private List<Adversary> adversaries(
      AttackerView view, AttackData data, AuditContext context, boolean slow) {
    List<Adversary> all = new ArrayList<>();
    all.add(new NearestNeighbour());
    all.add(ClassifierAdversary.logistic(context.seed(), context.threads()));
    all.add(GaussianKde.own());
    all.add(GaussianKde.white());
    if (slow) {
      all.addAll(SmallFeatureAdversaries.of(data));
    }
    if (thorough && slow) {
      all.add(ClassifierAdversary.perceptron(context.seed(), context.threads()));
      if (!view.layer()) {
        all.add(new ScratchNetworkAdversary(view.shape(), context.seed(), context.threads()));
      }
      view.next()
          .flatMap(next -> TransferAdversary.of(next, context.seed(), context.threads()))
          .ifPresent(all::add);
    }
    return all;
  }
}
