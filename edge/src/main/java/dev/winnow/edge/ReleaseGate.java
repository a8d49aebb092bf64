package dev.winnow.edge;

import dev.winnow.core.Digest;
import dev.winnow.edge.memory.PrivacyBudget;
import java.util.Optional;

/**
 * What features pass right before they leave: the certificate must still cover them, and the budget
 * must allow for what they tell.
 *
 * @param coverage of the extractor
 * @param budget of the node, if its owner has set one
 * @param bits that one answer tells at most
 */
record ReleaseGate(CertificateCoverage coverage, Optional<PrivacyBudget> budget, double bits) {

  /**
   * Spends what some answers tell.
   *
   * @return how many of them may be sent
   */
  int grant(int answers) {
    return budget.map(limited -> limited.grant(answers, bits)).orElse(answers);
  }

  /**
   * Looks whether a request may leave.
   *
   * @throws dev.winnow.trust.UntrustedException if nothing may be sent any more
   */
  void requireOpen() {
    coverage.requireValid();
  }

  /** The certificate that every answer names. */
  Optional<Digest> certificate() {
    return coverage.digest();
  }
}
