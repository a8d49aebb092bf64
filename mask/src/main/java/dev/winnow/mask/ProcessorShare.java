package dev.winnow.mask;

/** Keeps work to a share of the processors by resting after each piece of it. */
final class ProcessorShare {
  private final double processors;

  /**
   * @param processors that may be used, above 0
   */
  ProcessorShare(double processors) {
    this.processors = processors;
  }

  /** How many threads may compute at a time. */
  int threads() {
    return (int) Math.max(1, Math.min(processors, Runtime.getRuntime().availableProcessors()));
  }

  /** Rests for as long as work of some time asks for. */
  void rest(long worked) throws InterruptedException {
    if (processors < 1) {
      long pause = (long) (worked * (1 / processors - 1));
      Thread.sleep(pause / 1_000_000, (int) (pause % 1_000_000));
    }
  }
}
