package dev.winnow.learn.training;

import ai.djl.ndarray.NDArray;

/** Parts of what training makes small. */
public final class Loss {
  private Loss() {}

  /**
   * The mean of −log softmax(logits)[class] in nats.
   *
   * @param logits samples × classes
   * @param classes the right class of each sample, as 64-bit integers
   * @return a single number
   */
  public static NDArray crossEntropy(NDArray logits, NDArray classes) {
    return logits.logSoftmax(1).gather(classes.expandDims(1), 1).mean().neg();
  }

  /**
   * The same with samples that count more or less.
   *
   * @param weights one per sample
   */
  public static NDArray crossEntropy(NDArray logits, NDArray classes, NDArray weights) {
    NDArray likelihoods = logits.logSoftmax(1).gather(classes.expandDims(1), 1);
    return likelihoods.mul(weights.expandDims(1)).mean().neg();
  }
}
