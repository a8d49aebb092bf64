package dev.winnow.audit;

import dev.winnow.trust.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What a step of an audit came to.
 *
 * @param findings in their order
 * @param sheet images for people, where the step makes some
 */
record StepResult(List<Finding> findings, Optional<ReconstructionSheet> sheet) {
  StepResult {
    findings = List.copyOf(findings);
  }

  /** Findings alone. */
  static StepResult of(List<Finding> findings) {
    return new StepResult(findings, Optional.empty());
  }
}
