package dev.winnow.trust;

import static dev.winnow.trust.RefusedCertificates.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Estimate;
import dev.winnow.core.ExtractorPackage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policies of auditor and user ask for, and what they are held to. */
class PolicyAdmissionTest {
  /** A certificate of an auditor who signs what does not hold together. */
  private static ExtractorPackage lying(
      String verdict, List<Finding> findings, Duration validity, Policy policy) {
    Statement honest = Samples.statement();
    return Samples.certified(
        new Statement(
            honest.subject(),
            policy,
            new Statement.Outcome(
                verdict, honest.outcome().effort(), findings, honest.outcome().settings()),
            new Statement.Validity(
                honest.validity().issued(), honest.validity().issued().plus(validity)),
            honest.provenance()));
  }

  private static List<Finding> leaking() {
    List<Finding> findings = new ArrayList<>(Samples.findings());
    findings.set(0, Finding.of("mlp", "identity.leakage", "all", new Estimate(0.2, 0.1, 0.3)));
    return findings;
  }

  /** A trusted auditor's policy that asks for nothing lets nothing run. */
  @Test
  void admit_auditorsPolicyAsksForNothing_isRefusedByTheStandard() {
    Policy nothing = Samples.policy("strict", 1, "identity.top1 >= 0");
    List<Finding> findings =
        List.of(Finding.of("mlp", "identity.top1", "all", new Estimate(0.9, 0.8, 1)));
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
        new Policy(
            new PolicyId("lasting", 1), "", Effort.QUICK, JudgedStatistic.VALUE, 3650, lines());
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

    assertEquals(
        "fail", Samples.TRUST.verify(extractor, Samples.LATER).statement().outcome().verdict());
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
        lying(
            "pass",
            Samples.statement().outcome().findings(),
            Duration.ofDays(366),
            Policy.standard()),
        "valid for 366 days and its policy allows 365");
  }

  @Test
  void admit_fewerBitsThanTheManifestGives_isRefused() {
    List<Finding> findings = new ArrayList<>(Samples.findings());
    findings.set(1, Finding.of("bound", "information.bits", "all", Estimate.exactly(1.9)));

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
