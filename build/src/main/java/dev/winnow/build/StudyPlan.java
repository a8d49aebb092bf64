package dev.winnow.build;

import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;

/**
 * What a study builds, and of what.
 *
 * @param uncut a pre-trained classifier of one output, or of several, one for each primary label
 * @param network the same, or for smaller images than that was trained for
 * @param cut of the network
 * @param data to learn from and to measure on
 * @param embeddings to build
 * @param output that receives packages
 * @param precision of the extractors
 */
public record StudyPlan(
    UncutNetwork uncut,
    Network network,
    Cut cut,
    StudyData data,
    EmbeddingPlan embeddings,
    PackageOutput output,
    Precision precision) {
  /**
   * @throws IllegalArgumentException if integers are asked for and so is fine-tuning through them
   */
  public StudyPlan {
    if (precision == Precision.INT8 && embeddings.joint().isPresent()) {
      throw new IllegalArgumentException(
          "fine-tuning together with the noise takes an extractor of floats, not int8; leave one"
              + " away");
    }
  }

  /** Builds of a network as it is. */
  public static StudyPlan of(
      Network network, Cut cut, StudyData data, EmbeddingPlan embeddings, PackageOutput output) {
    UncutNetwork uncut = new UncutNetwork(network, data.captures());
    return new StudyPlan(uncut, network, cut, data, embeddings, output, Precision.FLOAT32);
  }

  /** The same with extractors of another precision. */
  public StudyPlan withPrecision(Precision other) {
    return new StudyPlan(uncut, network, cut, data, embeddings, output, other);
  }

  /** Of the multiply-accumulates of the uncut network, what stands before the cut. */
  double edgeShare() {
    return cut.extractor().share(uncut.cost());
  }
}
