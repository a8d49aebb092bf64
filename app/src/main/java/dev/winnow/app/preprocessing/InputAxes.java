package dev.winnow.app.preprocessing;

import dev.winnow.core.Shape;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a network's samples can be, by their extents alone.
 *
 * @param shape of one sample
 */
record InputAxes(Shape shape) {
  /** Channels of colour, height and width. */
  boolean isImage() {
    return shape.rank() == 3 && (shape.dim(0) == 1 || shape.dim(0) == 3);
  }

  /** One axis of numbers, whatever axes of one stand around it: sound, or the row of a table. */
  boolean isRow() {
    return extents().size() <= 1;
  }

  /** Two axes of numbers: channels, and the values of each. */
  boolean isWindow() {
    return extents().size() == 2;
  }

  /** How many values each of so many channels has; empty if no axis can be that of channels. */
  OptionalInt length(int channels) {
    boolean fits =
        isRow()
            ? channels == 1 || channels == shape.size()
            : isWindow() && extents().contains(channels);
    return fits ? OptionalInt.of(shape.size() / channels) : OptionalInt.empty();
  }

  /** How many frames a spectrogram of so many bands has; empty if the bands are not behind them. */
  OptionalInt frames(int bands) {
    boolean fits = isWindow() && extents().get(1) == bands;
    return fits ? OptionalInt.of(extents().get(0)) : OptionalInt.empty();
  }

  private List<Integer> extents() {
    return shape.dims().stream().filter(extent -> extent != 1).toList();
  }

  @Override
  public String toString() {
    return shape.toString();
  }
}
