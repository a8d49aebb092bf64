package dev.winnow.learn;

/** How a network is run. */
enum Mode {
  /** As it is used: dropout passes everything, batch normalisation uses its stored statistics. */
  INFERENCE,
  /**
   * As it learns from scratch: dropout drops, batch normalisation uses the statistics of the batch
   * and moves the stored ones towards them.
   */
  TRAINING
}
