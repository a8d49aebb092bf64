package dev.winnow.cli;

import dev.winnow.core.ExtractorSpec;
import dev.winnow.trust.Policy;
import java.util.List;

/**
 * What a user must know who judges by less than the standard that Winnow comes with.
 *
 * @param points in which the policy is weaker; none if it is not
 */
public record WeakerPolicy(Policy policy, Policy standard, List<String> points) {
  public WeakerPolicy {
    points = List.copyOf(points);
  }

  /** What there is to know of a policy for an extractor. */
  public static WeakerPolicy of(Policy policy, ExtractorSpec extractor) {
    Policy standard = Policy.standardOf(extractor);
    return new WeakerPolicy(policy, standard, policy.weakerThan(standard));
  }

  /**
   * Refuses a weaker policy that nobody meant.
   *
   * @throws IllegalArgumentException if it is weaker and nobody has said that it may be
   */
  public void require(boolean allowed) {
    if (!allowed && !points.isEmpty()) {
      throw new IllegalArgumentException(
          sentence() + "; make it as strict, or say --weaker-policy if you mean it");
    }
  }

  /** Says it, every time; nothing if the policy is not weaker. */
  public void warn(Console console) {
    if (!points.isEmpty()) {
      console.say("note: " + sentence());
    }
  }

  private String sentence() {
    return "the policy %s is weaker than %s: %s"
        .formatted(policy, standard, String.join("; ", points));
  }
}
