package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.core.Estimate;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.edge.source.Source;
import dev.winnow.edge.status.NodeIdentity;
import dev.winnow.edge.status.NodeStatus;
import dev.winnow.edge.status.StatusPage;
import dev.winnow.trust.CertificateVerifier;
import dev.winnow.trust.Comparison;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.JudgedStatistic;
import dev.winnow.trust.Policy;
import dev.winnow.trust.PolicyId;
import dev.winnow.trust.Refusal;
import dev.winnow.trust.Requirement;
import dev.winnow.trust.Revocations;
import dev.winnow.trust.SigningKey;
import dev.winnow.trust.Statement;
import dev.winnow.trust.UntrustedException;
import dev.winnow.trust.UnverifiedRevocations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node runs what somebody who is trusted has certified, as long as it holds. */
class CertifiedNodeTest {
  private static final EdgeOptions ONE_BY_ONE =
      EdgeOptions.withDefaults().with(new Batching(1, 256, 1));
  private static final Instant ISSUED = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant NOW = ISSUED.plus(Duration.ofHours(1));
  private static final SigningKey AUDITOR = SigningKey.generate(new SecureRandom());
  private static final Policy POLICY =
      new Policy(
          new PolicyId("test", 1),
          "",
          Effort.QUICK,
          JudgedStatistic.VALUE,
          1,
          List.of(new Requirement("identity.leakage", Comparison.AT_MOST, 0.05, false)));
  private static final CertificateVerifier TRUST =
      CertificateVerifier.in(List.of(AUDITOR.publicKey())).by(POLICY);

  private final StubServer server = new StubServer();
  private final List<Prediction> answers = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;
  @TempDir private Path home;

  @AfterEach
  void close() {
    server.close();
  }

  /** An extractor with a certificate that states a leakage, of which 0.05 is allowed. */
  private static ExtractorPackage certified(double leakage) {
    ExtractorPackage extractor = Tiny.extractor();
    Statement statement =
        Statement.of(
            extractor,
            POLICY,
            Effort.QUICK,
            List.of(Finding.of("mlp", "identity.leakage", "all", Estimate.exactly(leakage))),
            Map.of(),
            ISSUED,
            Provenance.here(Map.of()));
    return extractor.withCertificate(statement.sign(AUDITOR));
  }

  private EdgeNode open(ExtractorPackage extractor, Admission admission) {
    return EdgeNode.open(
        extractor, admission, server.address(), ONE_BY_ONE, home.resolve("noise.key"));
  }

  private void assertRefused(
      Class<? extends Refusal> refusal, ExtractorPackage extractor, Admission admission) {
    var e = assertThrows(UntrustedException.class, () -> open(extractor, admission));
    assertInstanceOf(refusal, e.refusal());
    assertTrue(server.paths.isEmpty(), "nobody was asked");
  }

  @Test
  void run_certified_everyAnswerNamesTheCertificate() throws IOException {
    Images.paintMany(folder, 3);
    ExtractorPackage extractor = certified(0.01);
    Digest digest = Digest.of(extractor.certificate().orElseThrow());
    try (EdgeNode node = open(extractor, Admission.certified(TRUST, () -> NOW))) {
      assertEquals(digest, node.certificate().orElseThrow().digest());
      node.run(new Source.Folder(folder).open(node.modality()), answers::add, Progress.NONE);
    }
    assertEquals(
        Collections.nCopies(3, Optional.of(digest)),
        answers.stream().map(Prediction::certificate).toList());
  }

  @Test
  void run_uncertified_noAnswerNamesOne() throws IOException {
    Images.paintMany(folder, 1);
    try (EdgeNode node = open(certified(0.01), Admission.uncertified())) {
      assertEquals(Optional.empty(), node.certificate());
      node.run(new Source.Folder(folder).open(node.modality()), answers::add, Progress.NONE);
    }
    assertEquals(Optional.empty(), answers.get(0).certificate());
  }

  @Test
  void health_certificateThatHasExpired_saysSo() throws Exception {
    ExtractorPackage extractor = certified(0.01);
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    NodeStatus status = new NodeStatus(now::get);
    try (EdgeNode node = open(extractor, Admission.certified(TRUST, () -> NOW));
        StatusPage page = StatusPage.open(0, status)) {
      status.runs(NodeIdentity.of(extractor, "dir:hall").certified(node.certificate()));
      HttpClient browser = HttpClient.newHttpClient();
      HttpRequest health =
          HttpRequest.newBuilder(URI.create(page.address()).resolve("health")).build();
      assertEquals(200, browser.send(health, BodyHandlers.ofString()).statusCode());

      now.set(NOW.plus(Duration.ofDays(2)));
      HttpResponse<String> expired = browser.send(health, BodyHandlers.ofString());
      assertEquals(503, expired.statusCode());
      assertTrue(expired.body().contains("expired"), expired.body());
    }
  }

  /** Each batch is one image; the clock is read when the node opens and before each batch. */
  @Test
  void run_certificateExpiresMeanwhile_sendsNothingMore() throws IOException {
    Images.paintMany(folder, 10);
    var ticks = new AtomicInteger();
    Admission admission =
        Admission.certified(
            TRUST, () -> ISSUED.plus(Duration.ofHours(6L * ticks.getAndIncrement())));
    try (EdgeNode node = open(certified(0.01), admission)) {
      var e =
          assertThrows(
              UntrustedException.class,
              () ->
                  node.run(
                      new Source.Folder(folder).open(node.modality()),
                      answers::add,
                      Progress.NONE));
      assertInstanceOf(Refusal.Expired.class, e.refusal());
    }
    assertEquals(3, server.asked.size());
    assertEquals(3, answers.size());
  }

  @Test
  void open_noCertificate_asksNobody() {
    assertRefused(Refusal.Missing.class, Tiny.extractor(), Admission.certified(TRUST, () -> NOW));
  }

  @Test
  void open_failedAudit_asksNobody() {
    assertRefused(Refusal.PolicyUnmet.class, certified(0.5), Admission.certified(TRUST, () -> NOW));
  }

  /** The auditor's policy is met; without one of the owner's, Winnow's standard counts. */
  @Test
  void open_auditorsPolicyAlone_asksNobody() {
    CertificateVerifier standard = CertificateVerifier.in(List.of(AUDITOR.publicKey()));
    assertRefused(
        Refusal.PolicyUnmet.class, certified(0.01), Admission.certified(standard, () -> NOW));
  }

  @Test
  void open_expired_asksNobody() {
    Instant late = ISSUED.plus(Duration.ofDays(1));
    assertRefused(Refusal.Expired.class, certified(0.01), Admission.certified(TRUST, () -> late));
  }

  @Test
  void open_revoked_asksNobody() throws IOException {
    CertificateVerifier wary =
        TRUST.without(revoking(AUDITOR.publicKey().id()), Duration.ofDays(30));
    assertRefused(Refusal.Revoked.class, certified(0.01), Admission.certified(wary, () -> NOW));
  }

  /** A list that the auditor signed when the certificate was issued. */
  private UnverifiedRevocations revoking(Digest... digests) throws IOException {
    byte[] list = Revocations.of(Set.of(digests), ISSUED).sign(AUDITOR);
    return UnverifiedRevocations.read(Files.write(home.resolve("revoked"), list));
  }

  /** The certificate is good for a day, and a list, here, for twelve hours. */
  @Test
  void run_listOfRevocationsAgesMeanwhile_sendsNothingMore() throws IOException {
    Images.paintMany(folder, 10);
    var ticks = new AtomicInteger();
    Admission admission =
        Admission.certified(
            TRUST.without(revoking(), Duration.ofHours(12)),
            () -> ISSUED.plus(Duration.ofHours(6L * ticks.getAndIncrement())));
    try (EdgeNode node = open(certified(0.01), admission)) {
      var e =
          assertThrows(
              UntrustedException.class,
              () ->
                  node.run(
                      new Source.Folder(folder).open(node.modality()),
                      answers::add,
                      Progress.NONE));
      assertInstanceOf(Refusal.OutdatedRevocations.class, e.refusal());
    }
    assertEquals(2, server.asked.size());
    assertEquals(2, answers.size());
  }

  @Test
  void open_nobodyTrusted_asksNobody() {
    CertificateVerifier nobody = CertificateVerifier.in(List.of());
    assertRefused(
        Refusal.UnknownKey.class, certified(0.01), Admission.certified(nobody, () -> NOW));
  }

  @Test
  void open_certificateOfAnotherExtractor_asksNobody() {
    byte[] certificate = certified(0.01).certificate().orElseThrow();
    ExtractorPackage other =
        Tiny.extractor("means", Tiny.FEATURE, List.of()).withCertificate(certificate);
    assertRefused(Refusal.OtherExtractor.class, other, Admission.certified(TRUST, () -> NOW));
  }

  @Test
  void open_certificateBeforeABrokenNetwork_isLookedAtFirst() {
    assertRefused(
        Refusal.Missing.class,
        Tiny.extractor(new byte[] {1}),
        Admission.certified(TRUST, () -> NOW));
  }
}
