package dev.winnow.audit.report;

import dev.winnow.audit.AuditResult;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.trust.SigningKey;
import dev.winnow.trust.Statement;
import java.nio.file.Path;
import java.util.List;

/**
 * Signs certificates of what an audit found and puts them into its packages, whatever the verdict:
 * a package that failed is certified to have failed, so that nobody need audit it again.
 *
 * @param report of the audit
 * @param key that signs
 */
public record CertificateIssuer(Report report, SigningKey key) {
  /**
   * Signs a certificate into every package of the audit.
   *
   * @param files of the packages, in their order
   */
  public void certify(List<Path> files) {
    for (int i = 0; i < files.size(); i++) {
      certified(report.audited().get(i)).write(files.get(i));
    }
  }

  /** A package of the audit with a certificate of what was found, good or bad. */
  public ExtractorPackage certified(AuditResult one) {
    ExtractorPackage extractor = one.target().extractor();
    Statement statement =
        Statement.of(
            extractor,
            report.policy(),
            report.settings().effort(),
            one.findings(),
            report.settings().inWords(),
            report.when(),
            report.provenance());
    return extractor.withCertificate(statement.sign(key));
  }
}
