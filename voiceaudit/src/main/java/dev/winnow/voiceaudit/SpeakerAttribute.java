package dev.winnow.voiceaudit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.attribute.NothingToInferException;
import dev.winnow.attack.attribute.SubjectDisjointSplit;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.audit.AttackResult;
import dev.winnow.audit.ControlledResult;
import dev.winnow.audit.FeatureTable;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Reading another label of speakers who are strangers to the attacker, such as their gender, from
 * disguised speech after learning on disguised speech.
 *
 * @param settings of the audit
 * @param column of the label
 */
record SpeakerAttribute(VoiceAuditSettings settings, String column) {
  /**
   * Attacks the first draw.
   *
   * @throws NothingToInferException if there are too few speakers of different labels
   */
  List<Finding> findings(List<SpeakerAttacks.View> views) {
    List<AttackResult> found = new ArrayList<>();
    List<AttackResult> raw = new ArrayList<>();
    List<AttackResult> words = new ArrayList<>();
    for (SpeakerAttacks.View view : views) {
      found.addAll(on(view.word(), view.released().get(0)));
      raw.addAll(on(view.word(), view.clean()));
      words.addAll(
          on(view.word(), SpeakerTrial.ofWords(view.clean().samples(), settings.columns())));
    }
    return new ControlledResult(found, raw, words, List.of()).findings(settings.seed());
  }

  private List<AttackResult> on(String representation, FeatureTable table) {
    SubjectDisjointSplit strangers =
        SubjectDisjointSplit.of(
            table.samples(), settings.columns().speaker(), column, settings.seed());
    PreparedData data =
        strangers.data(table.of(strangers.samples()).values()).prepared(settings.threads());
    List<AttackResult> results = new ArrayList<>();
    for (Adversary adversary :
        List.of(
            new NearestNeighbour(),
            GaussianKde.pooled(),
            ClassifierAdversary.logistic(settings.seed(), settings.threads()).withBalance(),
            ClassifierAdversary.perceptron(settings.seed(), settings.threads()).withBalance())) {
      Ranking ranking = Ranking.of(adversary, data);
      results.add(
          AttackResult.of(
              "attribute." + Finding.segment(column),
              ranking
                  .measurement(Metric.BALANCED, settings.seed())
                  .by(adversary.word() + " on " + representation),
              List.of(ranking)));
    }
    return results;
  }
}
