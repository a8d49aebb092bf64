package dev.winnow.data;

import dev.winnow.core.WinnowException;

/** Images were asked of a data set that holds something else. */
public final class NotImagesException extends WinnowException {
  NotImagesException(DataSet set) {
    super(
        "the data set %s holds %s where images are needed; name one whose kind is image"
            .formatted(set.card().name(), set.card().kind().word()));
  }
}
