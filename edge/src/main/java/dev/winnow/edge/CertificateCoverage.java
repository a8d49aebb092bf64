package dev.winnow.edge;

import dev.winnow.core.Digest;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.UntrustedException;
import java.time.InstantSource;
import java.util.Optional;

/** What covers the features that a node sends. */
public sealed interface CertificateCoverage {
  /** The certificate, if there is one. */
  Optional<Certificate> certificate();

  /**
   * Checks that it still covers what is about to be sent.
   *
   * @throws UntrustedException if the certificate has expired meanwhile
   */
  void requireValid();

  /** The digest of the certificate, if there is one. */
  default Optional<Digest> digest() {
    return certificate().map(Certificate::digest);
  }

  /** A certificate that was trusted when the node was opened. */
  record Certified(Certificate trusted, InstantSource clock) implements CertificateCoverage {
    @Override
    public Optional<Certificate> certificate() {
      return Optional.of(trusted);
    }

    @Override
    public void requireValid() {
      trusted.requireValid(clock.instant());
    }
  }

  /** Nothing: the node's owner has said so. */
  record None() implements CertificateCoverage {
    @Override
    public Optional<Certificate> certificate() {
      return Optional.empty();
    }

    @Override
    public void requireValid() {
      // Nothing was promised that could end.
    }
  }
}
