package dev.winnow.app;

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

  /** Whether any of them was given. */
  boolean given() {
    return !keys.isEmpty() || revoked.isPresent();
  }

  Trust trust() {
    Trust trust = Trust.in(keys.stream().map(PublicKey::read).toList());
    return revoked.map(Revocations::read).map(trust::without).orElse(trust);
  }
}
