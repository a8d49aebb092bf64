package dev.winnow.trust;

import static dev.winnow.trust.RefusedCertificates.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason to refuse, each with its sentence, and the reason not to. */
class CertificateVerifierTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Digest KEY = Samples.AUDITOR.publicKey().id();

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

    assertEquals("pass", statement.outcome().verdict());
    assertEquals(Instant.parse("2027-03-01T12:00:00Z"), statement.validity().expires());
    assertEquals(Optional.of(true), statement.outcome().findings().get(0).met());
    assertEquals(Optional.empty(), statement.outcome().findings().get(5).met());
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
            new Statement.Subject(
                honest.subject().service(),
                honest.subject().manifest(),
                new TreeMap<>(Map.of("extractor.onnx", Digest.of(new byte[] {9})))),
            honest.policy(),
            honest.outcome(),
            honest.validity(),
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
}
