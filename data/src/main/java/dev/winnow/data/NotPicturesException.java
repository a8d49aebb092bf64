package dev.winnow.data;

import dev.winnow.core.WinnowException;

/** Pictures were asked of a data set that holds something else. */
public final class NotPicturesException extends WinnowException {
  NotPicturesException(DataSet set) {
    super(
        "the data set %s holds %s where pictures are needed; name one whose kind is image"
            .formatted(set.card().name(), set.card().kind().word()));
  }
}
