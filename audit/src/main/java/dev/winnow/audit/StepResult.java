package dev.winnow.audit;

import dev.winnow.trust.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What a step of an audit came to.
 *
 * @param findings in their order
 * @param sheet captures for people to look at, where the step makes some
 * @param remarks sentences for people
 */
record StepResult(
    List<Finding> findings, Optional<ReconstructionSheet> sheet, List<String> remarks) {
  StepResult {
    findings = List.copyOf(findings);
    remarks = List.copyOf(remarks);
  }

  /** Findings alone. */
  static StepResult of(List<Finding> findings) {
    return new StepResult(findings, Optional.empty(), List.of());
  }

  /** The same with a sentence. */
  StepResult with(Optional<String> remark) {
    return new StepResult(findings, sheet, remark.stream().toList());
  }

  /** The same of which nothing is shown. */
  StepResult withoutSheet() {
    return new StepResult(findings, Optional.empty(), remarks);
  }
}
