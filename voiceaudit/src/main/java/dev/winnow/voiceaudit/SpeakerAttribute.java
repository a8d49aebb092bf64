package dev.winnow.voiceaudit;

import dev.winnow.attack.attribute.NothingToInferException;
import dev.winnow.audit.AttackResult;
import dev.winnow.audit.AttributeInferenceAttack;
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
    return new AttributeInferenceAttack(column)
        .on(table, settings.columns().speaker(), settings.seed(), settings.threads()).stream()
            .map(result -> result.through(representation))
            .toList();
  }
}
