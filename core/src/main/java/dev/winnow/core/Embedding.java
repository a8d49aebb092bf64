package dev.winnow.core;

/** How an intermediate feature was made (Osia et al. 2017, section 4). */
public enum Embedding {
  /** The network is cut, nothing else. */
  SIMPLE,
  /** Cut, then PCA to a few numbers. */
  REDUCED,
  /** Fine-tuned with a contrastive loss, then cut. */
  SIAMESE,
  /** Fine-tuned, cut, PCA. */
  ADVANCED,
  /** Cut, then an encoder to a few numbers that has learned what the service needs, then PCA. */
  BOTTLENECK;

  /** The word used on the command line and in JSON. */
  public String word() {
    return EnumJson.word(this);
  }
}
