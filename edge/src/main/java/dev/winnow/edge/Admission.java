package dev.winnow.edge;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.trust.CertificateVerifier;
import dev.winnow.trust.UntrustedException;
import java.time.InstantSource;

/** What lets an extractor run on a node: a certificate, or its owner's word that none is needed. */
public sealed interface Admission {

  /** Only an extractor whose certificate is trusted, and no longer than that is valid. */
  static Admission certified(CertificateVerifier trust, InstantSource clock) {
    return new ByCertificate(trust, clock);
  }

  /** Any extractor, whatever its features tell. */
  static Admission uncertified() {
    return new Uncertified();
  }

  /**
   * Looks at an extractor before anything is opened.
   *
   * @throws UntrustedException if it may not run here
   */
  CertificateCoverage admit(ExtractorPackage extractor);

  /**
   * Whom the node's owner trusts.
   *
   * @param clock says whether a certificate is valid, again and again
   */
  record ByCertificate(CertificateVerifier trust, InstantSource clock) implements Admission {
    @Override
    public CertificateCoverage admit(ExtractorPackage extractor) {
      return new CertificateCoverage.Certified(trust.admit(extractor, clock.instant()), clock);
    }
  }

  /** Nobody was asked. */
  record Uncertified() implements Admission {
    @Override
    public CertificateCoverage admit(ExtractorPackage extractor) {
      return new CertificateCoverage.None();
    }
  }
}
