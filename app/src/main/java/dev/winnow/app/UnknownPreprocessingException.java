package dev.winnow.app;

import dev.winnow.core.Shape;
import dev.winnow.core.WinnowException;

/** Nobody says how an image becomes the network's input. */
final class UnknownPreprocessingException extends WinnowException {
  UnknownPreprocessingException(Shape input) {
    super(
        isOfImages(input)
            ? "the network does not say how an image becomes its input of "
                + input
                + "; say so with --mean and --scale (and --colour, --fit, --crop)"
            : "the network takes samples of the shape "
                + input
                + ", which no image has (1 or 3 channels, height, width); networks of sound and of tables cannot be built from yet");
  }

  /** Whether an input has the form of images: channels, height and width. */
  static boolean isOfImages(Shape input) {
    return input.rank() == 3 && (input.dim(0) == 1 || input.dim(0) == 3);
  }
}
