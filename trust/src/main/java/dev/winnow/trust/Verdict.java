package dev.winnow.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says of an audit.
 *
 * @param judgements one per requirement, in the policy's order
 * @param shortfall what is wrong with the audit's effort, if anything
 * @param findings all of the audit, each with what the policy says of it
 */
public record Verdict(
    List<RequirementResult> judgements, Optional<String> shortfall, List<Finding> findings) {
  /** What certificates call a verdict that lets an extractor run. */
  static final String PASS = "pass";

  /** What certificates call one that does not. */
  static final String FAIL = "fail";

  public Verdict {
    judgements = List.copyOf(judgements);
    findings = List.copyOf(findings);
  }

  /** Whether every requirement is met by an audit of enough effort. */
  public boolean passed() {
    return shortfall.isEmpty() && judgements.stream().allMatch(RequirementResult::met);
  }

  /** {@value #PASS} or {@value #FAIL}. */
  public String word() {
    return passed() ? PASS : FAIL;
  }

  /** Why it failed, a sentence each; empty if it passed. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    shortfall.ifPresent(complaints::add);
    judgements.stream()
        .filter(judgement -> !judgement.met())
        .forEach(judgement -> complaints.add(judgement.sentence()));
    return List.copyOf(complaints);
  }
}
