package dev.winnow.edge.command;

/**
 * What the runs of one process share.
 *
 * @param stores that they keep things in
 * @param pages that show what they do
 * @param end brings a run of a source without an end to its end
 */
record RunContext(SharedStores stores, SharedPages pages, RunEnd end) {
  /** Of a run that is alone in its process. */
  static RunContext alone() {
    return new RunContext(new SharedStores(), new SharedPages(), RunEnd.ofProcess());
  }

  /** The same for a run that is brought to its end otherwise. */
  RunContext with(RunEnd other) {
    return new RunContext(stores, pages, other);
  }
}
