package dev.winnow.edge.command;

/** How a run that would go on for ever is brought to its end. */
@FunctionalInterface
interface RunEnd {
  /**
   * Runs something to its end.
   *
   * @param stop makes it end soon; called on any thread, perhaps more than once
   */
  void run(Runnable stop, Runnable work);

  /** When this process is told to go. */
  static RunEnd ofProcess() {
    return (stop, work) -> OrderlyEnd.of(stop).run(work);
  }
}
