package dev.winnow.app;

import dev.winnow.core.Shape;
import dev.winnow.core.WinnowException;

/** Nobody says how an image becomes the network's input. */
final class UnknownPreprocessingException extends WinnowException {
  UnknownPreprocessingException(Shape input) {
    super(
        "the network does not say how an image becomes its input of "
            + input
            + "; say so with --mean and --scale (and --colour, --fit, --crop)");
  }
}
