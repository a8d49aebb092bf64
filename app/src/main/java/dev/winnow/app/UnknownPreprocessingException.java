package dev.winnow.app;

import dev.winnow.core.Shape;
import dev.winnow.core.WinnowException;

/** Nobody says how a picture becomes the network's input. */
final class UnknownPreprocessingException extends WinnowException {
  UnknownPreprocessingException(Shape input) {
    super(
        "the network does not say how a picture becomes its input of "
            + input
            + "; say so with --mean and --scale (and --colour, --fit, --crop)");
  }
}
