package dev.winnow.speech;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Where Sphinx's front end ends: once a deadline is past it holds back what is left of a recording,
 * so that the search is over within a frame.
 */
final class DeadlineGuard extends BaseDataProcessor {
  private @Nullable Deadline deadline;

  void keep(Deadline next) {
    deadline = next;
  }

  @Override
  public @Nullable Data getData() {
    Data data = getPredecessor().getData();
    while (data != null && !(data instanceof Signal) && deadline != null && deadline.isPast()) {
      data = getPredecessor().getData();
    }
    return data;
  }
}
