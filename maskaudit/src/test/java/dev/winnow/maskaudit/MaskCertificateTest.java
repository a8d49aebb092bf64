package dev.winnow.maskaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.Estimate;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.mask.MaskDetector;
import dev.winnow.mask.MaskPackage;
import dev.winnow.mask.MaskSettings;
import dev.winnow.trust.CertificateVerifier;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.MalformedPolicyException;
import dev.winnow.trust.Policy;
import dev.winnow.trust.Refusal;
import dev.winnow.trust.SigningKey;
import dev.winnow.trust.Statement;
import dev.winnow.trust.UntrustedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mask that meets its standard runs where its auditor is trusted, and one that was changed does
 * not.
 */
class MaskCertificateTest {
  private static final SigningKey AUDITOR = SigningKey.generate(new SecureRandom());
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;

  /** A package whose detector nobody opens. */
  static ExtractorPackage extractor(byte[] detector, double margin) {
    MaskSettings settings =
        MaskSettings.withDefaults()
            .with(
                new MaskSettings.Appearance(
                    MaskSettings.Shape.ELLIPSE, MaskSettings.Fill.SOLID, margin));
    MaskDetector part =
        new MaskDetector(
            "detector-1.onnx",
            Digest.of(detector),
            "yunet",
            new MaskDetector.Scores(0.4, 0.6, 0.3),
            MaskDetector.Views.WHOLE,
            List.of("face"));
    return new MaskPackage(settings, List.of(part), Map.of("detector-1.onnx", detector))
        .packed(
            "mask",
            "1",
            new int[] {640, 640},
            new AnalyzerSpec(
                List.of(new OutputHead.Detection("objects", List.of("cat"))),
                Digest.of(new byte[] {9})),
            Provenance.here(Map.of("winnow", "0")));
  }

  private static List<Finding> findings(double covered) {
    return List.of(
        Finding.of("judge", "faces.covered", "all", new Estimate(covered, covered, 1)),
        Finding.of("judge", "faces.found", "all", Estimate.exactly(0)),
        Finding.of("recogniser", "identity.top1", "all", Estimate.exactly(0.02)).withChance(0.02),
        Finding.of("knn", "identity.retrained.above-solid", "all", Estimate.exactly(0)),
        Finding.of("decoder", "reversal.reidentification.top1", "all", Estimate.exactly(0.02))
            .withChance(0.02));
  }

  private static ExtractorPackage certified(ExtractorPackage extractor, double covered) {
    Policy standard = Policy.standardOf(extractor.manifest().extractor());
    return extractor.withCertificate(
        Statement.of(
                extractor,
                standard,
                Effort.STANDARD,
                findings(covered),
                Map.of(),
                NOW,
                Provenance.here(Map.of("winnow", "0")).from(1, Digest.of(new byte[] {2})))
            .sign(AUDITOR));
  }

  private static CertificateVerifier trust() {
    return CertificateVerifier.in(List.of(AUDITOR.publicKey()));
  }

  @Test
  void admit_maskThatMeetsItsStandard_isAdmittedFromItsFile() {
    Path file = folder.resolve("mask.extractor");
    certified(extractor(new byte[] {1}, 0.3), 0.999).write(file);

    var certificate = trust().admit(ExtractorPackage.read(file), NOW);

    assertEquals("winnow-mask 1", certificate.policy().toString());
    assertEquals(
        List.of("detector-1.onnx"),
        List.copyOf(certificate.statement().subject().files().keySet()));
  }

  @Test
  void admit_maskThatShowsFaces_isRefused() {
    ExtractorPackage leaky = certified(extractor(new byte[] {1}, 0.3), 0.98);

    UntrustedException refused =
        assertThrows(UntrustedException.class, () -> trust().admit(leaky, NOW));

    assertTrue(refused.refusal() instanceof Refusal.PolicyUnmet, refused.getMessage());
  }

  @Test
  void admit_otherSettingsOrOtherDetector_areRefused() {
    byte[] certificate =
        certified(extractor(new byte[] {1}, 0.3), 0.999).certificate().orElseThrow();
    for (ExtractorPackage changed :
        List.of(extractor(new byte[] {1}, 0.0), extractor(new byte[] {2}, 0.3))) {
      ExtractorPackage tampered = changed.withCertificate(certificate);

      UntrustedException refused =
          assertThrows(UntrustedException.class, () -> trust().admit(tampered, NOW));

      assertTrue(refused.refusal() instanceof Refusal.OtherExtractor, refused.getMessage());
    }
  }

  /** What a mask is not audited for is no excuse for a network, and the reverse. */
  @Test
  void standardOf_mask_isItsOwnAndNobodyElsesName() {
    Policy standard = Policy.standardOf(extractor(new byte[] {1}, 0.3).manifest().extractor());
    byte[] other =
        "name: winnow-mask\nversion: 1\nabout: x\neffort: quick\njudge: value\nvalid-days: 1\nrequire: [faces.found <= 1]"
            .getBytes(StandardCharsets.UTF_8);

    assertEquals("winnow-mask 1", standard.toString());
    assertTrue(standard.judge(findings(0.999), Effort.STANDARD).passed());
    assertThrows(MalformedPolicyException.class, () -> Policy.parse("x", other));
  }

  @Test
  void certified_reportOfAnAudit_isReadBackWithItsFindings() {
    ExtractorPackage extractor = extractor(new byte[] {1}, 0.3);
    MaskAudit audit =
        new MaskAudit(
            Crowd.mask(MaskSettings.Fill.SOLID, 0.1, 0),
            new MaskAuditSources(
                Optional.of(Crowd.portraits(folder.resolve("set"), 10)), List.of()),
            new MaskInstruments(List.of(), Optional.empty(), Optional.empty()),
            new MaskAuditSettings("identity", Effort.QUICK, 1, 1, true),
            Policy.standardOf(extractor.manifest().extractor()));
    MaskAuditReport report =
        new MaskAuditReport(
            audit, audit.audited(List.of(Crowd.judge()), Optional.empty(), Progress.NONE));

    ExtractorPackage signed =
        report.certified(
            extractor,
            Provenance.here(Map.of("winnow", "0")).from(1, Digest.of(new byte[] {2})),
            NOW,
            AUDITOR);

    var certificate = trust().verify(signed, NOW);
    assertEquals(report.findings(), certificate.statement().outcome().findings());
    assertTrue(!certificate.verdict().passed());
  }
}
