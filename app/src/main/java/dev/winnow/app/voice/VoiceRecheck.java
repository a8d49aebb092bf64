package dev.winnow.app.voice;

import dev.winnow.audit.AttackResult;
import dev.winnow.audit.Recheck;
import dev.winnow.cli.Console;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.data.DataSet;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import dev.winnow.trust.Statement;
import dev.winnow.voiceaudit.SpeechColumns;
import dev.winnow.voiceaudit.VoiceAuditSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Measures again what a disguise's certificate states, on recordings of the client's own and by
 * what the client attacks and recognises with.
 *
 * @param console that is told
 * @param instruments by which it is judged
 */
public record VoiceRecheck(Console console, VoiceAuditOptions instruments) {
  private static final String WORDS = "words.";

  /**
   * What became of each requirement that can be compared. Words that are left are told, and what
   * the certificate's attackers listened through and these did not.
   *
   * @param data folder of a data set
   * @throws dev.winnow.core.WinnowException if an instrument is not what it should be
   * @throws IllegalArgumentException if a network takes no sound
   */
  public List<Recheck> of(ExtractorPackage extractor, Certificate certificate, Path data) {
    Statement statement = certificate.statement();
    DataSet set = DataSet.open(data);
    VoiceAuditSettings settings =
        new VoiceAuditSettings(
            columns(statement.outcome().settings(), set),
            statement.outcome().effort(),
            statement.provenance().seed().orElse(1L),
            Runtime.getRuntime().availableProcessors(),
            /* playsSpeech= */ false);
    List<Finding> certified = statement.outcome().findings();
    List<Finding> found =
        VoiceAuditRun.audit(extractor, set, set.digest(), instruments.instruments(), settings)
            .run(statement.policy(), console.progress("disguising again"))
            .findings();
    found.stream()
        .filter(finding -> finding.metric().startsWith(WORDS))
        .forEach(finding -> console.say(text(finding, certified)));
    sayWhatIsMissing(statement.policy(), certified, found);
    return Recheck.of(statement.policy(), certified, found);
  }

  private static SpeechColumns columns(Map<String, String> stated, DataSet set) {
    return new SpeechColumns(
        stated.getOrDefault("sensitive", "identity"),
        Optional.ofNullable(stated.get("primary")).filter(set.columns()::contains),
        Optional.ofNullable(stated.get("group")).filter(set.columns()::contains),
        Arrays.stream(stated.getOrDefault("attributes", "").split(", "))
            .filter(set.columns()::contains)
            .toList());
  }

  private static String text(Finding found, List<Finding> certified) {
    String before =
        certified.stream()
            .filter(one -> one.metric().equals(found.metric()))
            .filter(one -> one.adversary().equals(found.adversary()))
            .map(one -> String.format(Locale.ROOT, "%.3g", one.value()))
            .findFirst()
            .orElse("none");
    return String.format(
        Locale.ROOT,
        "%s by %s: %s certified, %.3g found (%.3g to %.3g)",
        found.metric(),
        found.adversary(),
        before,
        found.value(),
        found.low(),
        found.high());
  }

  /** Weaker attackers than the auditor's must not pass for a confirmation. */
  private void sayWhatIsMissing(Policy policy, List<Finding> certified, List<Finding> found) {
    Set<String> missing = listeners(policy, certified);
    missing.removeAll(listeners(policy, found));
    if (!missing.isEmpty()) {
      console.say(
          "winnow: the audit listened through %s too; give --speech-embedding, --grammar or --keywords as it did, or what is found here is too little"
              .formatted(String.join(", ", missing)));
    }
  }

  /** Through what was listened for findings of which the policy speaks. */
  private static Set<String> listeners(Policy policy, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> policy.requirements().stream().anyMatch(one -> one.speaksOf(finding)))
        .map(finding -> AttackResult.representation(finding.adversary()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
