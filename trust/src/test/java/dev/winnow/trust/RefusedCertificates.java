package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ExtractorPackage;
import java.time.Instant;

/** Asserts that a certificate is refused, and how. */
final class RefusedCertificates {
  private RefusedCertificates() {}

  static <R extends Refusal> R refused(
      Class<R> kind,
      CertificateVerifier trust,
      ExtractorPackage extractor,
      Instant now,
      String sentence) {
    var e = assertThrows(UntrustedException.class, () -> trust.admit(extractor, now));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
    assertEquals(e.refusal().sentence(), e.getMessage());
    return assertInstanceOf(kind, e.refusal());
  }

  static <R extends Refusal> R refused(Class<R> kind, ExtractorPackage extractor, String sentence) {
    return refused(kind, Samples.TRUST, extractor, Samples.LATER, sentence);
  }
}
