package dev.winnow.app;

import dev.winnow.audit.Audit;
import dev.winnow.audit.AuditResult;
import dev.winnow.audit.AuditSettings;
import dev.winnow.audit.AuditTarget;
import dev.winnow.audit.LabelColumns;
import dev.winnow.audit.report.CertificateIssuer;
import dev.winnow.audit.report.Report;
import dev.winnow.cli.Console;
import dev.winnow.cli.Version;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.modalities.Modalities;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Policy;
import dev.winnow.trust.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How the demo ends: everything that was built is attacked, judged and certified. */
final class DemoAudit {
  private static final String POLICY = "demo-policy.yaml";

  private DemoAudit() {}

  /**
   * Audits packages, signs them with a key that is forgotten, and writes the report.
   *
   * @param folder receives {@code report.html}, {@code audit.json}, {@code demo.pub} and the policy
   * @param files packages, which are certified in place
   * @param provenance with the seed and the digest of the set
   */
  static Report run(
      Path folder,
      List<Path> files,
      DataSet set,
      Partition partition,
      Network whole,
      AuditSettings settings,
      Provenance provenance,
      Console console) {
    List<AuditTarget> targets =
        files.stream().map(file -> AuditTargets.of(file, Optional.empty())).toList();
    List<AuditResult> audited =
        Audit.of(set, Modalities.of(set.card().modality()), partition, settings, policy())
            .with(Version.ofFindings())
            .against(whole)
            .run(targets, folder.resolve("audit.part.json"), console.progress("auditing"));
    Report report = new Report(audited, policy(), settings, set, provenance, Instant.now());
    report.write(folder);
    writePolicy(folder.resolve(POLICY));
    SigningKey key = SigningKey.generate(new SecureRandom());
    key.publicKey().write(folder.resolve("demo.pub"));
    new CertificateIssuer(report, key).certify(files);
    return report;
  }

  /** Of the demo: quick, and by identity and smile alone. */
  static AuditSettings settings(String primary, long seed, int threads) {
    return new AuditSettings(
        new LabelColumns(primary, "identity", Optional.of(primary), List.of()),
        Effort.QUICK,
        seed,
        threads);
  }

  private static Policy policy() {
    return Policy.parse(POLICY, bytes());
  }

  private static void writePolicy(Path file) {
    try {
      Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes() {
    try (InputStream in = Objects.requireNonNull(DemoAudit.class.getResourceAsStream(POLICY))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + POLICY, e);
    }
  }
}
