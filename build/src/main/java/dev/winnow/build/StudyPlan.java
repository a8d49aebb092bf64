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
 */
public record StudyPlan(
    UncutNetwork uncut,
    Network network,
    Cut cut,
    StudyData data,
    EmbeddingPlan embeddings,
    PackageOutput output) {
  /** Builds of a network as it is. */
  public static StudyPlan of(
      Network network, Cut cut, StudyData data, EmbeddingPlan embeddings, PackageOutput output) {
    UncutNetwork uncut = new UncutNetwork(network, data.captures());
    return new StudyPlan(uncut, network, cut, data, embeddings, output);
  }

  /** Of the multiply-accumulates of the uncut network, what stands before the cut. */
  double edgeShare() {
    return cut.extractor().share(uncut.cost());
  }
}
