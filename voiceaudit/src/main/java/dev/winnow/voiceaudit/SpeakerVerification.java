package dev.winnow.voiceaudit;

import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.verification.Verification;
import dev.winnow.attack.verification.VerificationScores;
import dev.winnow.audit.AttackResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Telling whether two recordings are of one speaker whom the attacker never heard: what a verifier
 * of speakers does.
 *
 * @param settings of the audit
 */
record SpeakerVerification(VoiceAuditSettings settings) {
  /**
   * Attacks; the results are about nothing yet.
   *
   * @param representation the word for it
   * @param trials one for each draw
   * @param enrolled whether the recordings of who is asked about that the attacker has are of the
   *     view that it learned from, as of whoever has clean speech of somebody; otherwise they are
   *     of the view that is asked about
   */
  List<AttackResult> on(String representation, List<SpeakerTrial> trials, boolean enrolled) {
    return AttackResult.overDraws(
        trials.stream().map(trial -> results(representation, trial, enrolled)).toList());
  }

  private List<AttackResult> results(String representation, SpeakerTrial trial, boolean enrolled) {
    List<AttackResult> results = new ArrayList<>();
    for (VerificationScores scores : scores(trial, enrolled)) {
      for (Measurement measurement : scores.measurement(settings.seed())) {
        results.add(
            new AttackResult("", measurement, List.of(), List.of(scores)).through(representation));
      }
    }
    return results;
  }

  private List<VerificationScores> scores(SpeakerTrial trial, boolean enrolled) {
    List<String> words = trial.words(settings.columns());
    return enrolled
        ? Verification.against(
            new Verification.Views(trial.learnedRows(), trial.learnedRows(), trial.askedRows()),
            trial.speakers(),
            words,
            settings.seed(),
            settings.threads())
        : Verification.recognitions(
            trial.askedRows(), trial.speakers(), words, settings.seed(), settings.threads());
  }
}
