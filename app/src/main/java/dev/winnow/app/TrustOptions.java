package dev.winnow.app;

import dev.winnow.trust.Policy;
import dev.winnow.trust.PublicKey;
import dev.winnow.trust.Revocations;
import dev.winnow.trust.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom the user trusts, as options. */
final class TrustOptions {
  @Option(
      names = "--trust",
      paramLabel = "PUB",
      description = "Public key of an auditor you trust, a PEM file; may be repeated.")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--revoked",
      paramLabel = "FILE",
      description =
          "What is not trusted any more: certificates' digests and keys' ids, one sha256:... a"
              + " line, with # comments.")
  private Optional<Path> revoked = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Your own privacy standard, YAML, by which what was certified is judged (default:"
              + " winnow-default).")
  private Optional<Path> policy = Optional.empty();

  /** Whether any of them was given. */
  boolean given() {
    return !keys.isEmpty() || revoked.isPresent() || policy.isPresent();
  }

  /** The standard that counts. */
  Policy policy() {
    return policy.map(Policy::read).orElseGet(Policy::standard);
  }

  /** Trust by that standard, which is read once and passed in. */
  Trust trust(Policy inHand) {
    Trust trust = Trust.in(keys.stream().map(PublicKey::read).toList()).by(inHand);
    return revoked.map(Revocations::read).map(trust::without).orElse(trust);
  }
}
