package dev.winnow.edge;

import dev.winnow.core.WinnowException;

/** An extractor made a number that no noise can cover: not finite, or enormous. */
public final class UnsoundFeatureException extends WinnowException {
  UnsoundFeatureException() {
    super(
        "the extractor made a number that is not finite, or far too large for its noise, and the"
            + " feature was not sent; check the picture's preprocessing, or build the package again");
  }
}
