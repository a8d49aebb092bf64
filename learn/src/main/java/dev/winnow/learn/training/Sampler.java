package dev.winnow.learn.training;

/** Draws what each epoch learns from, and in which order. */
@FunctionalInterface
public interface Sampler {
  /**
   * Begins an epoch; the caller closes it before the next begins.
   *
   * @param number counted from 1
   */
  Epoch epoch(int number);

  /** One look at the samples that were drawn. */
  interface Epoch extends AutoCloseable {
    /** How its samples are divided. */
    MiniBatches steps();

    /** The next batch, to be used before the one after it is asked for. */
    MiniBatch next();

    /** The share of the epoch that lies before a step, by which the learning rate falls. */
    default double done(int step) {
      return (double) step / steps().count();
    }

    @Override
    void close();
  }
}
