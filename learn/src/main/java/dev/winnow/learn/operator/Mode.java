package dev.winnow.learn.operator;

/** How a network is run. */
public enum Mode {
  /** As it is used: dropout passes everything, batch normalisation uses its stored statistics. */
  INFERENCE,
  /**
   * As it learns from scratch: dropout drops, batch normalisation uses the statistics of the batch
   * and moves the stored ones towards them.
   */
  TRAINING,
  /**
   * As it is fine-tuned: dropout drops, batch normalisation uses its stored statistics and leaves
   * them as they are, and its scale and bias learn.
   */
  FINE_TUNING;

  /** Whether dropout drops. */
  boolean drops() {
    return this != INFERENCE;
  }

  /** Whether batch normalisation uses the statistics of the batch and moves the stored ones. */
  public boolean usesBatch() {
    return this == TRAINING;
  }
}
