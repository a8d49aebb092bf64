package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * What features tell about a label, estimated with an adversary that learned it, in bits. What they
 * tell about anything is bounded by the capacity of the mechanism, which is no matter of attacks.
 *
 * @param lower the label's entropy less the adversary's cross-entropy on rows it did not learn
 *     from: no probabilities that anybody can compute make this exceed the mutual information but
 *     by chance (Barber and Agakov 2003, "The IM Algorithm")
 * @param upper how much likelier the adversary finds the right label than labels at random (CLUB,
 *     Cheng et al. 2020, arXiv 2006.12013), at most the entropy. A bound if the adversary's
 *     probabilities are right, an estimate as they are
 * @param entropy of the label among the unknown rows: all that could be told
 */
public record LabelInformation(double lower, double upper, double entropy) {
  private static final int BLOCK = 256;

  /**
   * Has an adversary learn the label and weighs its probabilities.
   *
   * <p>Adversaries are too sure of themselves. By how much is chosen on half of the people, and
   * undone on the other half, and the other way round.
   *
   * @param evidence whose people are the values of the label; rows of a person should be known or
   *     unknown, not both, or it is the person that is recognised
   */
  public static LabelInformation of(Adversary adversary, Prepared evidence) {
    int rows = evidence.unknownPeople().size();
    double[] shares = new double[1 + Collections.max(evidence.unknownPeople())];
    evidence.unknownPeople().forEach(label -> shares[label] += 1.0 / rows);
    Temperatures temperatures = new Temperatures(shares);
    try (Scores scores = adversary.scores(evidence)) {
      for (int from = 0; from < rows; from += BLOCK) {
        int to = Math.min(from + BLOCK, rows);
        Tensor block = evidence.unknown().rows(from, to);
        List<Integer> labels = evidence.unknownPeople().subList(from, to);
        temperatures.add(scores.all(block), labels, evidence.shown().subList(from, to));
      }
    }
    double entropy = 0;
    for (double share : shares) {
      entropy -= share > 0 ? share * Math.log(share) / Math.log(2) : 0;
    }
    double lower = Math.max(0, entropy - temperatures.crossEntropy());
    return new LabelInformation(
        lower, Math.max(lower, Math.min(entropy, temperatures.contrast())), entropy);
  }

  /**
   * As a number of an audit: the lower estimate, and both as the ends of its interval.
   *
   * @param most bits that a feature can tell, which the upper estimate does not know of
   */
  public Measured measured(Adversary adversary, int samples, double most) {
    Estimate estimate = new Estimate(lower, lower, Math.max(lower, Math.min(upper, most)));
    return new Measured(
        adversary.word(), Measure.INFORMATION, Measured.ALL, estimate, /* chance= */ 0, samples);
  }
}
