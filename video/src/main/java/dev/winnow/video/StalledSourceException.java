package dev.winnow.video;

import dev.winnow.core.WinnowException;
import java.time.Duration;

/** A source is connected, or was to be, and gave no whole frame for too long. */
public final class StalledSourceException extends WinnowException {
  /**
   * A source that stalls.
   *
   * @param source as a person may see it, without a password
   */
  StalledSourceException(String source, Duration waited) {
    super(
        "%s gave no frame for %s; see whether it is on, and open it again"
            .formatted(source, Seconds.of(waited)));
  }
}
