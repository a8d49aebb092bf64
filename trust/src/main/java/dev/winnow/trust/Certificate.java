package dev.winnow.trust;

import dev.winnow.core.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A certificate that was verified: somebody who is trusted signed it, it speaks of the extractor in
 * hand, was not revoked, and does not contradict itself. Only {@link CertificateVerifier} makes
 * one. It may still not meet the user's policy.
 */
public final class Certificate {
  private final Statement statement;
  private final Digest digest;
  private final PublicKey signer;
  private final Policy policy;
  private final Verdict verdict;
  private final List<FreshRevocations> revocations;

  Certificate(
      Statement statement,
      Digest digest,
      PublicKey signer,
      Policy policy,
      Verdict verdict,
      List<FreshRevocations> revocations) {
    this.statement = statement;
    this.digest = digest;
    this.signer = signer;
    this.policy = policy;
    this.verdict = verdict;
    this.revocations = List.copyOf(revocations);
  }

  /** What was signed. */
  public Statement statement() {
    return statement;
  }

  /** The digest of its bytes, by which it is named and revoked. */
  public Digest digest() {
    return digest;
  }

  /** Who signed. */
  public PublicKey signer() {
    return signer;
  }

  /** The policy that counts, which is the user's. */
  public Policy policy() {
    return policy;
  }

  /** What that policy says of the certified findings. */
  public Verdict verdict() {
    return verdict;
  }

  /** What the auditor's policy says of them, as it was signed; it decides nothing here. */
  public Verdict certifiedVerdict() {
    return statement.policy().judge(statement.outcome().findings(), statement.outcome().effort());
  }

  /** From when on it is not in force: what the auditor's policy or the user's allows, the less. */
  public Instant expires() {
    Instant own = statement.validity().issued().plus(Duration.ofDays(policy.validDays()));
    return own.isBefore(statement.validity().expires()) ? own : statement.validity().expires();
  }

  /**
   * Checks the time: that of the certificate, and that the lists on which it was not found are not
   * too old by now.
   *
   * @throws UntrustedException for {@link Refusal.NotYetValid}, {@link Refusal.Expired}, {@link
   *     Refusal.OutdatedRevocations} or {@link Refusal.FutureRevocations}
   */
  public void requireValid(Instant now) {
    revocations.forEach(list -> list.requireFresh(now));
    if (now.isBefore(statement.validity().issued())) {
      throw new UntrustedException(new Refusal.NotYetValid(statement.validity().issued(), now));
    }
    if (!now.isBefore(expires())) {
      throw new UntrustedException(new Refusal.Expired(expires(), now));
    }
  }

  /**
   * Checks the verdict that counts.
   *
   * @throws UntrustedException for {@link Refusal.PolicyUnmet} if the findings do not meet the
   *     user's policy
   */
  public void requirePassed() {
    if (!verdict.passed()) {
      throw new UntrustedException(
          new Refusal.PolicyUnmet(policy.toString(), verdict.complaints()));
    }
  }
}
