package dev.winnow.voiceaudit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.audit.AttackResult;
import dev.winnow.audit.IdentificationResults;
import dev.winnow.trust.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Naming speakers whose other recordings an attacker has: every adversary learns and ranks all
 * speakers for each recording it is asked about, and for pools of one speaker's.
 *
 * @param settings of the audit
 * @param pools how many recordings of one speaker are taken together, besides single ones
 */
record SpeakerIdentification(VoiceAuditSettings settings, List<Integer> pools) {
  /**
   * Attacks.
   *
   * @param topic of the findings, such as {@code identity.retrained}
   * @param representation the word for it
   * @param trials one for each draw
   */
  List<AttackResult> on(String topic, String representation, List<SpeakerTrial> trials) {
    return on(topic, representation, trials, UnaryOperator.identity());
  }

  /** The null control, on the first draw: names are dealt out at random among what is known. */
  List<AttackResult> shuffled(String topic, String representation, List<SpeakerTrial> trials) {
    return new SpeakerIdentification(settings, List.of())
        .on(topic, representation, trials.subList(0, 1), data -> data.shuffled(settings.seed()));
  }

  private List<AttackResult> on(
      String topic,
      String representation,
      List<SpeakerTrial> trials,
      UnaryOperator<AttackData> change) {
    IdentificationResults found =
        new IdentificationResults(settings.columns().group(), settings.seed());
    for (SpeakerTrial trial : trials) {
      AttackData data = change.apply(trial.data());
      PreparedData usual = data.prepared(settings.threads());
      for (Adversary adversary : adversaries()) {
        found.add(
            topic,
            Ranking.pooled(adversary, adversary.prepared(data, usual), pools, settings.seed()),
            trial.protocol());
      }
    }
    return found.results().stream().map(result -> result.through(representation)).toList();
  }

  private List<Adversary> adversaries() {
    List<Adversary> all = new ArrayList<>();
    all.add(new NearestNeighbour());
    all.add(ClassifierAdversary.logistic(settings.seed(), settings.threads()));
    all.add(GaussianKde.own());
    if (settings.effort() != Effort.QUICK) {
      all.add(GaussianKde.white());
      all.add(ClassifierAdversary.perceptron(settings.seed(), settings.threads()));
    }
    return all;
  }
}
