package dev.winnow.app;

import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;

/** What is drawn into the parts of a data set. */
enum SplitBy {
  /** People with all their captures, so that what is measured holds for people never seen. */
  PERSON,
  /** Samples, whoever is on them: for sets that tell no people apart. */
  SAMPLE;

  /** A data set in parts: its own, or drawn. */
  Partition partition(DataSet set, String identity, long seed) {
    return this == PERSON ? Partition.of(set, identity, seed) : Partition.ofSamples(set, seed);
  }
}
