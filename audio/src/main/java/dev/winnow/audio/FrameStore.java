package dev.winnow.audio;

import java.util.function.Supplier;

/** Where frames of a spectrogram are kept that several parts of a recording share. */
@FunctionalInterface
interface FrameStore {
  /** Keeps nothing. */
  FrameStore NONE = (start, make) -> make.get();

  /**
   * One frame before its levels are limited; not changed by anybody.
   *
   * @param start the number of its first sample within the part
   * @param make the frame, should it not be known
   */
  double[] frame(int start, Supplier<double[]> make);
}
