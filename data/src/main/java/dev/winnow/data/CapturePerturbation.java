package dev.winnow.data;

import dev.winnow.core.Tensor;

/** Alters prepared captures as little as two recordings of one scene differ. */
@FunctionalInterface
public interface CapturePerturbation {
  /**
   * An altered copy of each capture.
   *
   * @param prepared one capture per row, not changed
   * @return newly allocated, of the same shape
   */
  Tensor of(Tensor prepared);
}
