package dev.winnow.analyzer;

/** Is told what becomes of a model's requests, by several threads. */
public interface RunObserver {
  /** A run took so many rows together; told before its requests have their answers. */
  void ran(int rows);

  /** So many more requests wait than before, or fewer. */
  default void pending(int change) {}

  /** A request waited for so many nanoseconds before its run began. */
  default void waited(long nanoseconds) {}

  /**
   * A run is done.
   *
   * @param requests that ran together
   * @param gather nanoseconds for bringing their inputs together
   * @param compute nanoseconds for the model itself
   * @param spread nanoseconds for parting the outputs among them
   */
  default void computed(int requests, long gather, long compute, long spread) {}
}
