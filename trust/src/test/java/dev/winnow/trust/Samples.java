package dev.winnow.trust;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.Estimate;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Interval;
import dev.winnow.core.Manifest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.Normalization;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** A small extractor, an auditor, and an audit that passes. */
final class Samples {
  static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");
  static final Instant LATER = Instant.parse("2026-04-01T00:00:00Z");
  static final SigningKey AUDITOR = SigningKey.generate(new SecureRandom());
  static final List<PublicKey> AUDITORS = List.of(AUDITOR.publicKey());
  static final CertificateVerifier TRUST = CertificateVerifier.in(AUDITORS);

  private static final byte[] NETWORK = "not really a network".getBytes(StandardCharsets.UTF_8);

  private static final double SIGMA = 0.125;

  private Samples() {}

  /** An extractor with noise whose bound is 2 bits: 2A = σ √(2πe) in two directions. */
  static ExtractorPackage extractor() {
    double peak = SIGMA * Math.sqrt(2 * Math.PI * Math.E) / 2;
    List<Interval> bounds = List.of(new Interval(-peak, peak), new Interval(0, 2 * peak));
    Mechanism noise = new GaussianNoise(bounds, SIGMA, 0);
    return ExtractorPackage.of(manifest("gender").withMechanism(noise), NETWORK);
  }

  /** The same without noise. */
  static ExtractorPackage quiet() {
    return ExtractorPackage.of(manifest("gender"), NETWORK);
  }

  /** The same network under another name. */
  static ExtractorPackage renamed() {
    return ExtractorPackage.of(manifest("smile"), NETWORK);
  }

  private static Manifest manifest(String name) {
    return new Manifest(
        name,
        "1",
        new ImageSpec(
            8,
            8,
            1,
            ImageSpec.Fit.STRETCH,
            ImageSpec.Colour.RGB,
            new Normalization(List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0))),
        new NetworkExtractor(
            "image",
            new NetworkExtractor.CutPoint("means", "means", "Flatten", 1),
            Embedding.REDUCED,
            new NetworkExtractor.Feature("means", Shape.of(2)),
            Digest.of(NETWORK)),
        new AnalyzerSpec(
            List.of(new OutputHead.Classification("probabilities", List.of("male", "female"))),
            Digest.of(new byte[] {1})),
        provenance());
  }

  static Provenance provenance() {
    return Provenance.here(Map.of("winnow", "0")).from(7, Digest.of(new byte[] {2}));
  }

  /** Findings that meet the standard policy and do not contradict {@link #extractor}. */
  static List<Finding> findings() {
    return List.of(
        Finding.of("mlp", "identity.leakage", "all", new Estimate(0.01, -0.02, 0.04))
            .withControls(
                OptionalDouble.of(0.88), OptionalDouble.of(0.018), OptionalDouble.of(0.02)),
        Finding.of("bound", "information.bits", "all", Estimate.exactly(2)).withBound(2),
        Finding.of("bound", "information.history-bits", "all", Estimate.exactly(2)),
        Finding.of(
                "decoder",
                "reconstruction.reidentification.top1",
                "all",
                new Estimate(0.01, 0, 0.02))
            .withChance(0.01),
        Finding.of("cosine", "verification.auc-above-label", "all", new Estimate(0.02, 0.0, 0.04)),
        Finding.of("mlp", "identity.top5", "gender=f", new Estimate(0.2, 0.1, 0.3)),
        Finding.of("kde", "identity.pooled-20.leakage", "all", new Estimate(0.03, -0.02, 0.09)),
        Finding.of("kde", "identity.information.leakage", "all", new Estimate(0, -0.02, 0.01)),
        Finding.of(
            "kde", "identity.codebook.information.leakage", "all", new Estimate(0, -0.02, 0.01)));
  }

  /** A list that somebody signed, as it comes to a user. */
  static UnverifiedRevocations revoking(SigningKey signer, Instant issued, Digest... digests) {
    return UnverifiedRevocations.parse(
        "list", Revocations.of(Set.of(digests), issued).sign(signer));
  }

  static Statement statement() {
    return statement(extractor(), Policy.standard(), findings());
  }

  static Statement statement(ExtractorPackage extractor, Policy policy, List<Finding> findings) {
    return Statement.of(
        extractor,
        policy,
        Effort.STANDARD,
        findings,
        Map.of("mlp", "two layers of 64, 50 epochs"),
        ISSUED,
        provenance());
  }

  /** {@link #extractor} with a certificate that states something. */
  static ExtractorPackage certified(Statement statement) {
    return extractor().withCertificate(statement.sign(AUDITOR));
  }

  static ExtractorPackage certified() {
    return certified(statement());
  }

  /** The standard policy under another name with another limit of leakage. */
  static Policy policy(String name, int version, String... lines) {
    Policy standard = Policy.standard();
    return new Policy(
        new PolicyId(name, version),
        "for tests",
        standard.effort(),
        standard.judge(),
        standard.validDays(),
        List.of(lines).stream().map(Requirement::parse).toList());
  }
}
