package dev.winnow.detection;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.ImageSpec.Fit;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;

/**
 * What a detector's network takes.
 *
 * @param spec size, colours and normalization; what keeps its proportions stands on a border
 * @param channelsLast height × width × channels rather than channels × height × width
 * @param centred whether there is border on all sides, rather than on the right and below
 * @param border the level of the border, 0 to 255, before normalization
 */
record InputForm(ImageSpec spec, boolean channelsLast, boolean centred, int border) {

  /** Channels first; kept in proportion at the upper left on a border. */
  static InputForm atTopLeft(Shape shape, Colour colour, Normalization normalization, int border) {
    return new InputForm(
        spec(shape.dim(2), shape.dim(1), Fit.LETTERBOX, colour, normalization),
        false,
        false,
        border);
  }

  /** Channels first; the whole input is filled, whatever the proportions. */
  static InputForm stretched(Shape shape, Colour colour, Normalization normalization) {
    return new InputForm(
        spec(shape.dim(2), shape.dim(1), Fit.STRETCH, colour, normalization), false, false, 0);
  }

  /** Channels last; kept in proportion in the middle, on black. */
  static InputForm centredChannelsLast(Shape shape, Colour colour, Normalization normalization) {
    return new InputForm(
        spec(shape.dim(1), shape.dim(0), Fit.LETTERBOX, colour, normalization), true, true, 0);
  }

  private static ImageSpec spec(
      int width, int height, Fit fit, Colour colour, Normalization normalization) {
    return new ImageSpec(width, height, 1, fit, colour, normalization);
  }

  /** Where an image lies on the input. */
  ScaledPlacement place(int imageWidth, int imageHeight) {
    if (spec.fit() == Fit.STRETCH) {
      return new ScaledPlacement(0, 0, spec.width(), spec.height());
    }
    double scale =
        Math.min((double) spec.width() / imageWidth, (double) spec.height() / imageHeight);
    int width = extent(imageWidth * scale, spec.width());
    int height = extent(imageHeight * scale, spec.height());
    return centred
        ? new ScaledPlacement(
            (spec.width() - width) / 2, (spec.height() - height) / 2, width, height)
        : new ScaledPlacement(0, 0, width, height);
  }

  /** Whole pixels, rounded down; a product that rounding leaves just below a whole number is it. */
  private static int extent(double scaled, int most) {
    return Math.max(1, Math.min(most, (int) (scaled + 1e-6)));
  }
}
