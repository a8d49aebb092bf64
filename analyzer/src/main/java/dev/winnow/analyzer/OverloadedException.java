package dev.winnow.analyzer;

import dev.winnow.analyzer.http.RequestDrain;
import dev.winnow.core.WinnowException;
import java.time.Duration;

/** More is asked than can be answered now; the same request may succeed later. */
public final class OverloadedException extends WinnowException {
  OverloadedException(String message) {
    super(message);
  }

  /** Too many requests wait for a model. */
  static OverloadedException of(String model) {
    return new OverloadedException(
        "the model \"%s\" has too many requests waiting; try again later".formatted(model));
  }

  /**
   * A request took too long.
   *
   * @param model that was asked
   * @param remedy what may help besides asking again, as an imperative
   */
  public static OverloadedException late(String model, Duration limit, String remedy) {
    return new OverloadedException(
        "the model \"%s\" had no answer within %s s; %s, or try again later"
            .formatted(model, limit.toMillis() / 1000.0, remedy));
  }

  static OverloadedException stopping() {
    return new OverloadedException(RequestDrain.STOPPING);
  }
}
