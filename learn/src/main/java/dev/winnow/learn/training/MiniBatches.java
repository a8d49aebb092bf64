package dev.winnow.learn.training;

/**
 * Samples divided into batches that differ by at most one, so that none is left with a single
 * sample, which has no variance to normalise by.
 *
 * @param samples in all
 * @param count of batches
 */
public record MiniBatches(int samples, int count) {
  /** Divides into batches of at most {@code batch}, or one more where that would leave a single. */
  public static MiniBatches of(int samples, int batch) {
    int needed = (samples + batch - 1) / batch;
    return new MiniBatches(samples, Math.max(1, Math.min(needed, samples / 2)));
  }

  /** Where a batch starts, and the one before it ends. */
  public int start(int step) {
    return (int) ((long) samples * step / count);
  }

  /** Samples of the largest batch. */
  public int largest() {
    return (samples + count - 1) / count;
  }
}
