package dev.winnow.trust;

import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ExtractorSpec;
import dev.winnow.core.Mechanism;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.noise.ChannelCapacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whom a user trusts, and by which standard.
 *
 * <p>The standard is the user's: {@link Policy#standardOf} unless another is named. What an
 * auditor's own policy says of the findings is shown and decides nothing, or an auditor could let
 * anything through by a policy that asks for nothing.
 *
 * <pre>{@code
 * Trust trust = Trust.in(List.of(PublicKey.read(Path.of("auditor.pub"))));
 * Certificate certificate = trust.admit(ExtractorPackage.read(file), Instant.now());
 * }</pre>
 */
public final class CertificateVerifier {
  /** How much less than the mechanism's bound a finding may state, for rounding alone. */
  private static final double ROUNDING = 1e-6;

  private static final String INFORMATION = "information.";

  private final List<PublicKey> keys;
  private final List<FreshRevocations> revocations;
  private final Optional<Policy> named;

  private CertificateVerifier(
      List<PublicKey> keys, List<FreshRevocations> revocations, Optional<Policy> named) {
    this.keys = List.copyOf(keys);
    this.revocations = List.copyOf(revocations);
    this.named = named;
  }

  /**
   * Trust in what the owners of some keys have signed, by Winnow's {@linkplain Policy#standardOf
   * standard} for the kind of extractor; in nobody if there are none.
   */
  public static CertificateVerifier in(List<PublicKey> keys) {
    return new CertificateVerifier(keys, List.of(), Optional.empty());
  }

  /**
   * This trust without what a list revokes, and without anything while the list is not fresh. What
   * earlier lists revoke stays revoked.
   *
   * @param atMost how old the list may be whenever a certificate is looked at
   * @throws UntrustedException for {@link Refusal.UnknownRevoker} if no key that is trusted has
   *     signed it, for {@link Refusal.ForgedRevocations} if its signature is none of that key
   * @throws MalformedRevocationsException if what was signed is no list
   */
  public CertificateVerifier without(UnverifiedRevocations list, Duration atMost) {
    List<FreshRevocations> all = new ArrayList<>(revocations);
    all.add(new FreshRevocations(list.signedBy(keys), atMost));
    return new CertificateVerifier(keys, all, named);
  }

  /**
   * This trust by another standard of the user's, be it weaker: certified findings are judged by it
   * and a certificate holds no longer than it allows.
   *
   * @see Policy#weakerThan
   */
  public CertificateVerifier by(Policy other) {
    return new CertificateVerifier(keys, revocations, Optional.of(other));
  }

  /**
   * Verifies an extractor's certificate and that it lets the extractor run.
   *
   * @throws UntrustedException for every {@link Refusal}
   */
  public Certificate admit(ExtractorPackage extractor, Instant now) {
    Certificate certificate = verify(extractor, now);
    certificate.requirePassed();
    return certificate;
  }

  /**
   * Verifies an extractor's certificate, whatever its verdict.
   *
   * @throws UntrustedException for every {@link Refusal} but {@link Refusal.PolicyUnmet}
   */
  public Certificate verify(ExtractorPackage extractor, Instant now) {
    revocations.forEach(list -> list.requireFresh(now));
    UnverifiedCertificate unverified =
        UnverifiedCertificate.read(
            extractor
                .certificate()
                .orElseThrow(() -> refused(new Refusal.Missing(extractor.manifest().name()))));
    PublicKey signer = signer(unverified);
    requireNotRevoked("key", signer.id());
    requireNotRevoked("certificate", unverified.digest());
    Statement statement = unverified.statement();
    requireSubject(statement, extractor);
    requireOwnName(statement.policy());
    Policy policy = named.orElseGet(() -> Policy.standardOf(extractor.manifest().extractor()));
    Verdict verdict = policy.judge(statement.outcome().findings(), statement.outcome().effort());
    Certificate certificate =
        new Certificate(statement, unverified.digest(), signer, policy, verdict, revocations);
    certificate.requireValid(now);
    requireConsistent(statement, extractor);
    requireUnchanged(statement.policy(), policy);
    return certificate;
  }

  private PublicKey signer(UnverifiedCertificate unverified) {
    PublicKey signer =
        keys.stream()
            .filter(key -> key.id().equals(unverified.keyId()))
            .findFirst()
            .orElseThrow(() -> refused(new Refusal.UnknownKey(unverified.keyId(), keys.size())));
    if (!unverified.isSignedBy(signer)) {
      throw refused(new Refusal.BadSignature(signer.id()));
    }
    return signer;
  }

  private void requireNotRevoked(String what, Digest digest) {
    if (revocations.stream().anyMatch(fresh -> fresh.list().contains(digest))) {
      throw refused(new Refusal.Revoked(what, digest));
    }
  }

  private static void requireSubject(Statement statement, ExtractorPackage extractor) {
    requireSame("manifest.json", statement.subject().manifest(), extractor.manifestDigest());
    SortedMap<String, Digest> certified = statement.subject().files();
    SortedMap<String, Digest> found = extractor.manifest().extractor().files();
    if (!certified.keySet().equals(found.keySet())) {
      throw refused(
          new Refusal.OtherFiles(List.copyOf(certified.keySet()), List.copyOf(found.keySet())));
    }
    certified.forEach(
        (name, digest) -> requireSame(name, digest, found.getOrDefault(name, digest)));
  }

  private static void requireSame(String entry, Digest certified, Digest found) {
    if (!certified.equals(found)) {
      throw refused(new Refusal.OtherExtractor(entry, certified, found));
    }
  }

  private static void requireConsistent(Statement statement, ExtractorPackage extractor) {
    Policy certified = statement.policy();
    Verdict again = certified.judge(statement.outcome().findings(), statement.outcome().effort());
    if (!again.word().equals(statement.outcome().verdict())) {
      throw inconsistent(
          "its verdict is %s and its findings give %s by its policy"
              .formatted(statement.outcome().verdict(), again.word()));
    }
    if (!again.findings().equals(statement.outcome().findings())) {
      throw inconsistent("it says that findings meet its policy that do not, or the reverse");
    }
    Duration validity =
        Duration.between(statement.validity().issued(), statement.validity().expires());
    if (validity.compareTo(Duration.ofDays(certified.validDays())) > 0) {
      throw inconsistent(
          "it is valid for %d days and its policy allows %d"
              .formatted(validity.toDays(), certified.validDays()));
    }
    requireBounds(statement.outcome().findings(), mechanism(extractor.manifest().extractor()));
  }

  /** A filter randomises nothing. */
  private static Optional<Mechanism> mechanism(ExtractorSpec extractor) {
    return extractor instanceof NetworkExtractor network ? network.mechanism() : Optional.empty();
  }

  /** Bounds are arithmetic on the mechanism that anybody can do again; none can state less. */
  private static void requireBounds(List<Finding> findings, Optional<Mechanism> mechanism) {
    Map<String, Double> figures =
        mechanism.map(m -> (Map<String, Double>) ChannelCapacity.of(m).figures()).orElse(Map.of());
    for (String metric : findings.stream().map(Finding::metric).distinct().toList()) {
      if (metric.startsWith(INFORMATION)) {
        double stated =
            findings.stream()
                .filter(finding -> finding.metric().equals(metric))
                .mapToDouble(Finding::value)
                .max()
                .orElseThrow();
        requireBound(
            metric,
            stated,
            Optional.ofNullable(figures.get(metric.substring(INFORMATION.length()))));
      }
    }
  }

  private static void requireBound(String metric, double stated, Optional<Double> figure) {
    if (figure.isEmpty()) {
      throw inconsistent("it states %s and nothing in its manifest bounds that".formatted(metric));
    }
    if (stated < figure.get() * (1 - ROUNDING)) {
      throw inconsistent(
          "it states %s of at most %.4g and its mechanism gives %.4g"
              .formatted(metric, stated, figure.get()));
    }
  }

  private static void requireOwnName(Policy certified) {
    if (certified.isMisnamed()) {
      Policy standard = Policy.standard();
      throw refused(
          new Refusal.ReservedPolicy(
              certified.toString(), certified.digest(), standard.toString(), standard.digest()));
    }
  }

  /** A name and a version stand for one text; another under the same name is a trick or a slip. */
  private static void requireUnchanged(Policy certified, Policy inHand) {
    if (certified.id().equals(inHand.id()) && !certified.digest().equals(inHand.digest())) {
      throw refused(
          new Refusal.ChangedPolicy(certified.toString(), certified.digest(), inHand.digest()));
    }
  }

  private static UntrustedException inconsistent(String why) {
    return refused(new Refusal.Inconsistent(why));
  }

  private static UntrustedException refused(Refusal refusal) {
    return new UntrustedException(refusal);
  }
}
