package dev.winnow.learn.architecture;

import dev.winnow.core.Shape;

/** How the values of a sample lie. */
enum SampleAxes {
  /** The samples of a recording. */
  SAMPLES(1, "samples"),
  /** What several sensors read. */
  SERIES(2, "channels × length"),
  /** An image, or 1 × frames × bands of a spectrogram. */
  PLANES(3, "channels × height × width");

  private final int rank;
  private final String axes;

  SampleAxes(int rank, String axes) {
    this.rank = rank;
    this.axes = axes;
  }

  boolean fits(Shape sample) {
    return sample.rank() == rank;
  }

  /** For people. */
  String axes() {
    return axes;
  }
}
