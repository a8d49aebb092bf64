package dev.winnow.voiceaudit;

import dev.winnow.trust.Finding;
import dev.winnow.trust.Verdict;
import java.util.List;

/**
 * What became of a disguise.
 *
 * @param verdict of the policy, with all findings
 * @param exhibits recordings for people to listen to
 * @param remarks what else a reader should know, a sentence each
 */
record VoiceAuditResult(Verdict verdict, List<SpeechExhibit> exhibits, List<String> remarks) {
  VoiceAuditResult {
    exhibits = List.copyOf(exhibits);
    remarks = List.copyOf(remarks);
  }

  /** The findings, each with what the policy says of it. */
  List<Finding> findings() {
    return verdict.findings();
  }
}
