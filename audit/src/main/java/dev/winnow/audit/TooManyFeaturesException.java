package dev.winnow.audit;

import dev.winnow.core.Shape;
import dev.winnow.core.WinnowException;

/** What is to be attacked together takes more memory than one array can have. */
public final class TooManyFeaturesException extends WinnowException {
  private static final long serialVersionUID = 1;

  TooManyFeaturesException(int captures, Shape feature) {
    super(
        "the features of %,d captures, %s each, take more than 2 GiB; attack fewer captures or people, or cut the network later"
            .formatted(captures, feature));
  }
}
