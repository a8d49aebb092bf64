package dev.winnow.wire;

import dev.winnow.core.WinnowException;

/**
 * A message breaks the protocol, a limit, or the terms of the model it is for. The sentence names
 * the field by its path, such as {@code inputs[0].shape}, and holds no element of a tensor.
 */
public final class WireException extends WinnowException {
  /**
   * @param message one sentence that names the field
   */
  public WireException(String message) {
    super(message);
  }

  WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
