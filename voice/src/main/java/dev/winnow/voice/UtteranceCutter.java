package dev.winnow.voice;

import java.util.List;

/** Cuts sound into utterances while it comes, and disguises each by itself. For one thread. */
interface UtteranceCutter {
  /** Takes what came next, and gives the utterances that ended. */
  List<FilteredUtterance> push(double[] samples);

  /** Gives those that are left, once nothing more comes. */
  List<FilteredUtterance> finish();
}
