package dev.winnow.audit;

import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.onnx.Network;
import java.util.Optional;

/**
 * A package under audit.
 *
 * @param name for people
 * @param extractor the package
 * @param analyzer the other side, where it is at hand: it answers better than a probe would, and an
 *     attacker goes on with it
 */
public record AuditTarget(String name, ExtractorPackage extractor, Optional<Network> analyzer) {
  /** What tells this package from any other. */
  public Digest digest() {
    return extractor.manifestDigest();
  }

  /** What findings depend on: the package, and whether the attacker has the analyzer. */
  String key() {
    return digest() + (analyzer.isPresent() ? " and analyzer" : "");
  }
}
