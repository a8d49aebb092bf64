package dev.winnow.cli;

import dev.winnow.core.ExtractorSpec;
import dev.winnow.trust.CertificateVerifier;
import dev.winnow.trust.Policy;
import dev.winnow.trust.PublicKey;
import dev.winnow.trust.UnverifiedRevocations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom the user trusts, as options. */
public final class TrustOptions {
  private static final int DAYS = 30;
  private static final int MOST_DAYS = 3650;

  @Option(
      names = "--trust",
      paramLabel = "PUB",
      description = "Public key of an auditor you trust, a PEM file; may be repeated.")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--revoked",
      paramLabel = "FILE",
      description =
          "Revocation list, made by winnow revoke with a key that you trust; may be repeated.")
  private List<Path> revoked = new ArrayList<>();

  @Option(
      names = "--revoked-days",
      paramLabel = "N",
      description = "How old such a list may be before nothing is trusted any more (default: 30).")
  private Optional<Integer> revokedDays = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Your own privacy standard, YAML, by which what was certified is judged (default:"
              + " winnow-default, or winnow-mask for a mask).")
  private Optional<Path> policy = Optional.empty();

  /** Whether any of them was given. */
  public boolean given() {
    return !keys.isEmpty() || !revoked.isEmpty() || policy.isPresent();
  }

  /** The standard that counts for an extractor: the one that was named, or Winnow's own. */
  public Policy policy(ExtractorSpec extractor) {
    return policy.map(Policy::read).orElseGet(() -> Policy.standardOf(extractor));
  }

  /**
   * Trust by that standard, which is read once and passed in.
   *
   * @throws IllegalArgumentException if the age of lists is out of its range, or there are none
   */
  public CertificateVerifier trust(Policy inHand) {
    CertificateVerifier trust =
        CertificateVerifier.in(keys.stream().map(PublicKey::read).toList()).by(inHand);
    Duration age = age();
    for (Path list : revoked) {
      trust = trust.without(UnverifiedRevocations.read(list), age);
    }
    return trust;
  }

  private Duration age() {
    int days = revokedDays.orElse(DAYS);
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException(
          "--revoked-days must be from 1 to %d, not %d".formatted(MOST_DAYS, days));
    }
    if (revokedDays.isPresent() && revoked.isEmpty()) {
      throw new IllegalArgumentException("--revoked-days needs a list, which --revoked names");
    }
    return Duration.ofDays(days);
  }
}
