package dev.winnow.core;

/** Told how far a long piece of work has come; shows it to a person, or to nobody. */
@FunctionalInterface
public interface Progress {
  /** Shows nothing. */
  Progress NONE = (done, total, note) -> {};

  /**
   * Called as work advances, from the thread that does it. Must return quickly.
   *
   * @param done units finished, from 0 to {@code total}
   * @param total units in all, or 0 while that is unknown
   * @param note what to show beside the bar, such as the loss; may be empty
   */
  void at(long done, long total, String note);

  /**
   * Called when some of the work could not be done, such as captures that cannot be read.
   *
   * @param count units in all so far
   */
  default void skipped(long count) {}
}
