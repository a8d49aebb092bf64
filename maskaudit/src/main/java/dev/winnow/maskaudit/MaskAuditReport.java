package dev.winnow.maskaudit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.audit.report.FilterAuditReport;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Provenance;
import java.time.Instant;

/** What an audit of a mask found, for people, for machines and signed. */
public final class MaskAuditReport extends FilterAuditReport {
  private final MaskAudit audit;
  private final MaskAuditResult result;

  MaskAuditReport(MaskAudit audit, MaskAuditResult result) {
    super(
        audit.policy(),
        audit.settings().effort(),
        audit.settings().inWords(),
        result.verdict(),
        result.remarks());
    this.audit = audit;
    this.result = result;
  }

  /** The audit that was run. */
  MaskAudit audit() {
    return audit;
  }

  /** What came of it. */
  MaskAuditResult result() {
    return result;
  }

  @Override
  protected String page(ExtractorPackage extractor, Provenance provenance, Instant when) {
    return new MaskReportPage(this, extractor, provenance, when).html();
  }

  @Override
  protected void addTo(ObjectNode subject) {
    ArrayNode coverage = subject.putArray("coverage");
    result.coverage().forEach(each -> coverage.add(each.toJson()));
    ArrayNode missed = subject.putArray("missed");
    result.missed().forEach(face -> missed.add(face.toJson()));
  }
}
