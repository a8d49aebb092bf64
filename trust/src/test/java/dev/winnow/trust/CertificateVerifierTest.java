package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason to refuse, each with its sentence, and the reason not to. */
class CertificateVerifierTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Digest KEY = Samples.AUDITOR.publicKey().id();

  private static <R extends Refusal> R refused(
      Class<R> kind,
      CertificateVerifier trust,
      ExtractorPackage extractor,
      Instant now,
      String sentence) {
    var e = assertThrows(UntrustedException.class, () -> trust.admit(extractor, now));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
    assertEquals(e.refusal().sentence(), e.getMessage());
    return assertInstanceOf(kind, e.refusal());
  }

  private static <R extends Refusal> R refused(
      Class<R> kind, ExtractorPackage extractor, String sentence) {
    return refused(kind, Samples.TRUST, extractor, Samples.LATER, sentence);
  }

  /** A certificate of an auditor who signs what does not hold together. */
  private static ExtractorPackage lying(
      String verdict, List<Finding> findings, Duration validity, Policy policy) {
    Statement honest = Samples.statement();
    return Samples.certified(
        new Statement(
            honest.service(),
            honest.manifest(),
            honest.network(),
            policy,
            verdict,
            honest.effort(),
            findings,
            honest.settings(),
            honest.issued(),
            honest.issued().plus(validity),
            honest.provenance()));
  }

  private static List<Finding> leaking() {
    List<Finding> findings = new ArrayList<>(Samples.findings());
    findings.set(0, Finding.of("mlp", "identity.leakage", "all", 0.2, 0.1, 0.3));
    return findings;
  }

  @Test
  void admit_certified_givesWhatWasSigned() {
    ExtractorPackage extractor = Samples.certified();

    Certificate certificate = Samples.TRUST.admit(extractor, Samples.LATER);

    assertEquals(Samples.statement(), certificate.statement());
    assertEquals(KEY, certificate.signer().id());
    assertEquals(Digest.of(extractor.certificate().orElseThrow()), certificate.digest());
    assertEquals(Policy.standard(), certificate.policy());
    assertTrue(certificate.verdict().passed());
  }

  @Test
  void statement_of_judgesAndExpiresAsThePolicySays() {
    Statement statement = Samples.statement();

    assertEquals("pass", statement.verdict());
    assertEquals(Instant.parse("2027-03-01T12:00:00Z"), statement.expires());
    assertEquals(Optional.of(true), statement.findings().get(0).met());
    assertEquals(Optional.empty(), statement.findings().get(5).met());
  }

  @Test
  void sign_twice_givesTheSameBytes() {
    assertEquals(
        Digest.of(Samples.statement().sign(Samples.AUDITOR)),
        Digest.of(Samples.statement().sign(Samples.AUDITOR)));
  }

  @Test
  void admit_noCertificate_isRefused() {
    refused(Refusal.Missing.class, Samples.extractor(), "the extractor gender has no certificate");
  }

  @Test
  void admit_noCertificateAtAll_isRefusedAsMalformed() {
    ExtractorPackage damaged = Samples.extractor().withCertificate(new byte[] {'{', '}'});

    refused(Refusal.Malformed.class, damaged, "was changed or damaged");
  }

  @Test
  void admit_blankAdded_isRefusedAsMalformed() {
    String text = new String(Samples.statement().sign(Samples.AUDITOR), StandardCharsets.UTF_8);
    ExtractorPackage spaced =
        Samples.extractor().withCertificate((text + "\n").getBytes(StandardCharsets.UTF_8));

    refused(Refusal.Malformed.class, spaced, "byte for byte");
  }

  @Test
  void admit_keyNotTrusted_isRefused() {
    SigningKey other = SigningKey.generate(new SecureRandom());
    var trust = CertificateVerifier.in(List.of(other.publicKey()));

    var refusal =
        refused(
            Refusal.UnknownKey.class,
            trust,
            Samples.certified(),
            Samples.LATER,
            "is not among those trusted (1)");
    assertEquals(KEY, refusal.key());
  }

  @Test
  void admit_nobodyTrusted_isRefused() {
    refused(
        Refusal.UnknownKey.class,
        CertificateVerifier.in(List.of()),
        Samples.certified(),
        Samples.LATER,
        "no key is trusted; name the auditor's public key with --trust");
  }

  @Test
  void admit_signedByAnotherUnderTheAuditorsKeyId_isRefused() {
    byte[] payload = Samples.statement().toBytes();
    SigningKey other = SigningKey.generate(new SecureRandom());
    Envelope forged =
        new Envelope(
            Envelope.STATEMENT,
            payload,
            KEY,
            other.sign(Envelope.toSign(Envelope.STATEMENT, payload)));

    refused(
        Refusal.BadSignature.class,
        Samples.extractor().withCertificate(forged.toBytes()),
        "is not one of the key " + KEY);
  }

  @Test
  void admit_signatureTooShort_isRefused() {
    Envelope cut =
        new Envelope(Envelope.STATEMENT, Samples.statement().toBytes(), KEY, new byte[5]);

    refused(
        Refusal.BadSignature.class,
        Samples.extractor().withCertificate(cut.toBytes()),
        "the certificate's signature");
  }

  @Test
  void admit_statementChangedAfterSigning_isRefused() {
    Statement passed = Samples.statement();
    byte[] payload = passed.toBytes();
    String loosened = new String(payload, StandardCharsets.UTF_8).replace("<= 0.05", "<= 0.95");
    Envelope changed =
        new Envelope(
            Envelope.STATEMENT,
            loosened.getBytes(StandardCharsets.UTF_8),
            KEY,
            Samples.AUDITOR.sign(Envelope.toSign(Envelope.STATEMENT, payload)));

    refused(
        Refusal.BadSignature.class,
        Samples.extractor().withCertificate(changed.toBytes()),
        "somebody changed what was signed");
  }

  @Test
  void admit_signedTextThatIsNoStatement_isRefused() {
    Envelope nonsense =
        Envelope.sign(Envelope.STATEMENT, "{}".getBytes(StandardCharsets.UTF_8), Samples.AUDITOR);

    refused(
        Refusal.Malformed.class,
        Samples.extractor().withCertificate(nonsense.toBytes()),
        "the statement lacks the field");
  }

  @Test
  void admit_certificateOfAnotherManifest_isRefused() {
    byte[] certificate = Samples.statement().sign(Samples.AUDITOR);

    var refusal =
        refused(
            Refusal.OtherExtractor.class,
            Samples.renamed().withCertificate(certificate),
            "is for another extractor");
    assertEquals("manifest.json", refusal.entry());
  }

  @Test
  void admit_certificateOfAnotherNetwork_isRefused() {
    Statement honest = Samples.statement();
    Statement other =
        new Statement(
            honest.service(),
            honest.manifest(),
            Digest.of(new byte[] {9}),
            honest.policy(),
            honest.verdict(),
            honest.effort(),
            honest.findings(),
            honest.settings(),
            honest.issued(),
            honest.expires(),
            honest.provenance());

    var refusal = refused(Refusal.OtherExtractor.class, Samples.certified(other), "extractor.onnx");
    assertEquals(Digest.of(new byte[] {9}), refusal.certified());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T11:59:59.999Z, NotYetValid",
    "2026-03-01T12:00:00Z,     ''",
    "2027-03-01T11:59:59.999Z, ''",
    "2027-03-01T12:00:00Z,     Expired"
  })
  void admit_atSomeTime_isRefusedOutsideTheValidity(Instant now, String refusal) {
    ExtractorPackage extractor = Samples.certified();
    if (refusal.isEmpty()) {
      Samples.TRUST.admit(extractor, now).requireValid(now);
      return;
    }
    var e = assertThrows(UntrustedException.class, () -> Samples.TRUST.admit(extractor, now));
    assertEquals(refusal, e.refusal().getClass().getSimpleName());
    assertTrue(e.getMessage().contains("and it is " + now), e.getMessage());
  }

  /** Trust without what the auditor has revoked when the certificate was issued. */
  private static CertificateVerifier revoking(Digest... digests) {
    return Samples.TRUST.without(Samples.revoking(Samples.AUDITOR, Samples.LATER, digests), MONTH);
  }

  @Test
  void admit_certificateRevoked_isRefused() {
    ExtractorPackage extractor = Samples.certified();
    Digest digest = Digest.of(extractor.certificate().orElseThrow());

    refused(
        Refusal.Revoked.class,
        revoking(digest),
        extractor,
        Samples.LATER,
        "the certificate " + digest + " was revoked");
  }

  @Test
  void admit_keyRevokedByItself_isRefused() {
    refused(
        Refusal.Revoked.class,
        revoking(KEY),
        Samples.certified(),
        Samples.LATER,
        "the key " + KEY + " was revoked");
  }

  @Test
  void admit_keyRevokedByAnotherWhoIsTrusted_isRefusedWhateverOtherListsSay() {
    SigningKey other = SigningKey.generate(new SecureRandom());
    CertificateVerifier trust =
        CertificateVerifier.in(List.of(Samples.AUDITOR.publicKey(), other.publicKey()))
            .without(Samples.revoking(other, Samples.LATER, KEY), MONTH)
            .without(Samples.revoking(Samples.AUDITOR, Samples.LATER), MONTH);

    refused(Refusal.Revoked.class, trust, Samples.certified(), Samples.LATER, "the key " + KEY);
  }

  @Test
  void admit_otherThingsRevoked_isNotRefused() {
    revoking(Digest.of(new byte[0])).admit(Samples.certified(), Samples.LATER);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-31T23:59:59Z, FutureRevocations",
    "2026-04-01T00:00:00Z, ''",
    "2026-05-01T00:00:00Z, ''",
    "2026-05-01T00:00:01Z, OutdatedRevocations"
  })
  void admit_listOfSomeAge_isRefusedUnlessFreshAndJudgedAgain(Instant now, String refusal) {
    ExtractorPackage extractor = Samples.certified();
    CertificateVerifier trust = revoking();
    Certificate before = trust.admit(extractor, Samples.LATER);
    if (refusal.isEmpty()) {
      trust.admit(extractor, now);
      before.requireValid(now);
      return;
    }
    var e = assertThrows(UntrustedException.class, () -> trust.admit(extractor, now));
    assertEquals(refusal, e.refusal().getClass().getSimpleName());
    assertTrue(e.getMessage().contains("it is " + now), e.getMessage());
    var again = assertThrows(UntrustedException.class, () -> before.requireValid(now));
    assertEquals(e.refusal(), again.refusal());
  }

  @Test
  void without_listOfAStranger_isRefused() {
    SigningKey stranger = SigningKey.generate(new SecureRandom());
    UnverifiedRevocations list = Samples.revoking(stranger, Samples.LATER);

    var e = assertThrows(UntrustedException.class, () -> Samples.TRUST.without(list, MONTH));

    assertEquals(new Refusal.UnknownRevoker("list", stranger.publicKey().id(), 1), e.refusal());
    assertTrue(e.getMessage().contains("is not among those trusted (1)"), e.getMessage());
  }

  @Test
  void without_listSignedByAnotherUnderTheAuditorsKeyId_isRefused() {
    byte[] payload = Revocations.of(Set.of(), Samples.LATER).toBytes();
    Envelope other =
        Envelope.sign(Envelope.REVOCATIONS, payload, SigningKey.generate(new SecureRandom()));
    Envelope forged = new Envelope(Envelope.REVOCATIONS, payload, KEY, other.signature());
    var list = UnverifiedRevocations.parse("list", forged.toBytes());

    var e = assertThrows(UntrustedException.class, () -> Samples.TRUST.without(list, MONTH));

    assertEquals(new Refusal.ForgedRevocations("list", KEY), e.refusal());
  }

  /** A trusted auditor's policy that asks for nothing lets nothing run. */
  @Test
  void admit_auditorsPolicyAsksForNothing_isRefusedByTheStandard() {
    Policy nothing = Samples.policy("strict", 1, "identity.top1 >= 0");
    List<Finding> findings = List.of(Finding.of("mlp", "identity.top1", "all", 0.9, 0.8, 1));
    Statement statement = Samples.statement(Samples.quiet(), nothing, findings);
    ExtractorPackage extractor = Samples.quiet().withCertificate(statement.sign(Samples.AUDITOR));

    Certificate certificate = Samples.TRUST.verify(extractor, Samples.LATER);
    assertTrue(certificate.certifiedVerdict().passed());
    assertFalse(certificate.verdict().passed());
    refused(
        Refusal.PolicyUnmet.class,
        extractor,
        "your policy winnow-default 2: identity.information.leakage <= 0.05 is not met");
  }

  /** What the auditor asks for beyond the user's standard does not count either. */
  @Test
  void admit_auditorsPolicyUnmetAndTheStandardMet_isNotRefused() {
    Policy harder = Samples.policy("harder", 1, "identity.leakage <= 0.001");
    ExtractorPackage extractor =
        Samples.certified(Samples.statement(Samples.extractor(), harder, Samples.findings()));

    Certificate certificate = Samples.TRUST.admit(extractor, Samples.LATER);

    assertFalse(certificate.certifiedVerdict().passed());
    assertEquals(Policy.standard(), certificate.policy());
  }

  @Test
  void admit_validForLongerThanMyPolicyAllows_expiresByMine() {
    Policy lasting =
        new Policy("lasting", 1, "", Effort.QUICK, JudgedStatistic.VALUE, 3650, lines());
    ExtractorPackage extractor =
        Samples.certified(Samples.statement(Samples.extractor(), lasting, Samples.findings()));

    Instant end = Instant.parse("2027-03-01T12:00:00Z");
    assertEquals(end, Samples.TRUST.admit(extractor, Samples.LATER).expires());
    refused(Refusal.Expired.class, Samples.TRUST, extractor, end, "expired at " + end);
  }

  private static List<Requirement> lines() {
    return List.of(Requirement.parse("identity.leakage <= 0.05"));
  }

  @Test
  void admit_failedVerdict_isVerifiedButRefused() {
    ExtractorPackage extractor =
        Samples.certified(Samples.statement(Samples.extractor(), Policy.standard(), leaking()));

    assertEquals("fail", Samples.TRUST.verify(extractor, Samples.LATER).statement().verdict());
    var refusal =
        refused(
            Refusal.PolicyUnmet.class,
            extractor,
            "does not meet your policy winnow-default 2: identity.leakage <= 0.1 is not met");
    assertEquals(1, refusal.complaints().size());
  }

  @Test
  void admit_verdictDoesNotFollow_isRefused() {
    List<Finding> judged = Policy.standard().judge(leaking(), Effort.STANDARD).findings();

    refused(
        Refusal.Inconsistent.class,
        lying("pass", judged, Duration.ofDays(365), Policy.standard()),
        "its verdict is pass and its findings give fail");
  }

  @Test
  void admit_findingCalledMetThatIsNot_isRefused() {
    List<Finding> unjudged = Samples.findings();

    refused(
        Refusal.Inconsistent.class,
        lying("pass", unjudged, Duration.ofDays(365), Policy.standard()),
        "findings meet its policy that do not, or the reverse");
  }

  @Test
  void admit_validForLongerThanThePolicyAllows_isRefused() {
    refused(
        Refusal.Inconsistent.class,
        lying("pass", Samples.statement().findings(), Duration.ofDays(366), Policy.standard()),
        "valid for 366 days and its policy allows 365");
  }

  @Test
  void admit_fewerBitsThanTheManifestGives_isRefused() {
    List<Finding> findings = new ArrayList<>(Samples.findings());
    findings.set(1, Finding.of("bound", "information.bits", "all", 1.9, 1.9, 1.9));

    refused(
        Refusal.Inconsistent.class,
        Samples.certified(Samples.statement(Samples.extractor(), Policy.standard(), findings)),
        "information.bits of at most 1.900 and its mechanism gives 2.000");
  }

  @Test
  void admit_bitsOfAnExtractorWithoutNoise_isRefused() {
    Statement statement = Samples.statement(Samples.quiet(), Policy.standard(), Samples.findings());

    refused(
        Refusal.Inconsistent.class,
        Samples.quiet().withCertificate(statement.sign(Samples.AUDITOR)),
        "it states information.bits and nothing in its manifest bounds that");
  }

  @Test
  void admit_ownPolicyOfTheSameNameWithOtherText_isRefused() {
    Policy certified = Samples.policy("hospital", 3, "identity.leakage <= 0.1");
    Policy own = Samples.policy("hospital", 3, "identity.leakage <= 0.05");
    ExtractorPackage extractor =
        Samples.certified(Samples.statement(Samples.extractor(), certified, Samples.findings()));

    Samples.TRUST.by(certified).admit(extractor, Samples.LATER);
    refused(
        Refusal.ChangedPolicy.class,
        Samples.TRUST.by(own),
        extractor,
        Samples.LATER,
        "the policy hospital 3 was changed after signing");
  }

  @ParameterizedTest
  @CsvSource({
    "winnow-default, 1",
    "winnow-default, 2",
    "winnow-default, 3",
    "winnow-strict, 1",
    "Winnow-Default, 1"
  })
  void admit_otherPolicyUnderAStandardsName_isRefused(String name, int version) {
    Policy other = Samples.policy(name, version, "identity.leakage <= 0.05");
    ExtractorPackage extractor =
        Samples.certified(Samples.statement(Samples.extractor(), other, Samples.findings()));
    String sentence = "calls itself " + name + " " + version;

    refused(Refusal.ReservedPolicy.class, extractor, sentence);
    refused(
        Refusal.ReservedPolicy.class, Samples.TRUST.by(other), extractor, Samples.LATER, sentence);
  }

  @Test
  void admit_ownPolicyThatIsMet_isNotRefused() {
    Policy own = Samples.policy("mine", 1, "identity.top5 <= 0.3");

    Certificate certificate = Samples.TRUST.by(own).admit(Samples.certified(), Samples.LATER);

    assertEquals(own, certificate.policy());
    assertTrue(certificate.verdict().passed());
  }

  @Test
  void admit_ownPolicyThatIsNotMet_isRefused() {
    Policy own = Samples.policy("mine", 1, "identity.top5 <= 0.2");

    refused(
        Refusal.PolicyUnmet.class,
        Samples.TRUST.by(own),
        Samples.certified(),
        Samples.LATER,
        "does not meet your policy mine 1: identity.top5 <= 0.2 is not met");
  }

  @Test
  void admit_ownPolicyWantsWhatWasNotMeasured_isRefused() {
    Policy own = Samples.policy("mine", 1, "attribute.age.leakage <= 0.2");

    refused(
        Refusal.PolicyUnmet.class,
        Samples.TRUST.by(own),
        Samples.certified(),
        Samples.LATER,
        "it was not measured");
  }
}
