package dev.winnow.trust;

import dev.winnow.core.Digest;
import java.time.Instant;

/**
 * A certificate that was verified: somebody who is trusted signed it, it speaks of the extractor in
 * hand, was not revoked, and does not contradict itself. Only {@link Trust} makes one. It may still
 * say that the extractor failed.
 */
public final class Certificate {
  private final Statement statement;
  private final Digest digest;
  private final PublicKey signer;
  private final Policy policy;
  private final Verdict verdict;

  Certificate(
      Statement statement, Digest digest, PublicKey signer, Policy policy, Verdict verdict) {
    this.statement = statement;
    this.digest = digest;
    this.signer = signer;
    this.policy = policy;
    this.verdict = verdict;
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

  /** The policy that counts: the user's own if there is one, the certified one otherwise. */
  public Policy policy() {
    return policy;
  }

  /** What that policy says of the certified findings. */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * Checks the time.
   *
   * @throws UntrustedException for {@link Refusal.NotYetValid} or {@link Refusal.Expired}
   */
  public void requireValid(Instant now) {
    if (now.isBefore(statement.issued())) {
      throw new UntrustedException(new Refusal.NotYetValid(statement.issued(), now));
    }
    if (!now.isBefore(statement.expires())) {
      throw new UntrustedException(new Refusal.Expired(statement.expires(), now));
    }
  }

  /**
   * Checks the verdict.
   *
   * @throws UntrustedException for {@link Refusal.FailedVerdict} if the audit failed by the
   *     certified policy, for {@link Refusal.OwnPolicyUnmet} if it does by the user's
   */
  public void requirePassed() {
    if (!statement.passed()) {
      Verdict certified = statement.policy().judge(statement.findings(), statement.effort());
      throw new UntrustedException(
          new Refusal.FailedVerdict(statement.policy().toString(), certified.complaints()));
    }
    if (!verdict.passed()) {
      throw new UntrustedException(
          new Refusal.OwnPolicyUnmet(policy.toString(), verdict.complaints()));
    }
  }
}
