package dev.winnow.learn.siamese;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;

/**
 * The contrastive loss at the cut: for a pair at Euclidean distance D, ½(y·D² + (1−y)·max(0, margin
 * − D)²), averaged over all pairs of a batch, y = 1 for similar ones (Chopra, Hadsell, LeCun 2005).
 *
 * <p>So that the margin means the same for every network, distances are scaled by one factor that
 * makes the mean distance between features of the pre-trained network half the margin.
 *
 * @param weight of the loss beside cross-entropy, at least 0
 * @param margin beyond which dissimilar pairs are left alone, above 0
 * @param raw whether distances are taken as they are instead, as in the paper
 * @param similarity which pairs are similar
 */
public record ContrastiveSettings(
    double weight, double margin, boolean raw, PairLabeling similarity) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public ContrastiveSettings {
    require(weight >= 0 && Double.isFinite(weight), "weight", weight, "a number, at least 0");
    require(margin > 0 && Double.isFinite(margin), "margin", margin, "a number above 0");
  }

  /** Margin 10 in scaled distances and a weight of 0.3: what served face-gender best. */
  public static ContrastiveSettings standard() {
    return new ContrastiveSettings(0.3, 10, false, PairLabeling.SAME_PRIMARY);
  }
}
