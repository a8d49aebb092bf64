package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;
import java.time.Duration;
import java.util.Optional;

/** An attempt failed in a way that may be over a little later. Never leaves the node's modules. */
final class TemporaryFailureException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient WinnowException failure;
  private final transient Optional<Duration> pause;
  private final boolean answered;
  private final long bytesUp;

  /**
   * @param failure for the user, if no other attempt does better
   * @param pause that the server asked for
   * @param answered whether a server was there to say so
   * @param bytesUp that may have left
   */
  TemporaryFailureException(
      WinnowException failure, Optional<Duration> pause, boolean answered, long bytesUp) {
    super(failure.getMessage(), failure);
    this.failure = failure;
    this.pause = pause;
    this.answered = answered;
    this.bytesUp = bytesUp;
  }

  WinnowException failure() {
    return failure;
  }

  Optional<Duration> pause() {
    return pause;
  }

  boolean answered() {
    return answered;
  }

  long bytesUp() {
    return bytesUp;
  }
}
