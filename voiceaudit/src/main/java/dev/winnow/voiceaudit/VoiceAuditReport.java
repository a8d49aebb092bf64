package dev.winnow.voiceaudit;

import dev.winnow.audit.report.FilterAuditReport;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Provenance;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What an audit of a disguise found, for people, for machines and signed. */
public final class VoiceAuditReport extends FilterAuditReport {
  private final VoiceAudit audit;
  private final VoiceAuditResult result;

  VoiceAuditReport(VoiceAudit audit, Policy policy, VoiceAuditResult result) {
    super(
        policy,
        audit.settings().effort(),
        audit.settings().inWords(),
        result.verdict(),
        result.remarks());
    this.audit = audit;
    this.result = result;
  }

  /** The audit that was run. */
  VoiceAudit audit() {
    return audit;
  }

  /** What came of it. */
  VoiceAuditResult result() {
    return result;
  }

  /** Of each metric the finding that leaks most, of everybody. */
  @Override
  public List<Finding> shown() {
    return findings().stream()
        .map(Finding::metric)
        .distinct()
        .map(
            metric ->
                findings().stream()
                    .filter(f -> f.metric().equals(metric) && f.group().equals(Finding.ALL))
                    .max(Comparator.comparingDouble(f -> sign(metric) * f.value()))
                    .orElseThrow())
        .toList();
  }

  @Override
  protected String page(ExtractorPackage extractor, Provenance provenance, Instant when) {
    return new VoiceReportPage(this, extractor, provenance, when).html();
  }

  private static int sign(String metric) {
    return List.of(".eer", ".log-rank", ".bayes-error", "words.accuracy").stream()
            .anyMatch(metric::endsWith)
        ? -1
        : 1;
  }
}
