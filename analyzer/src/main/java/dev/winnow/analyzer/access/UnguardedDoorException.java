package dev.winnow.analyzer.access;

import dev.winnow.core.WinnowException;

/** A server would be open to other machines without anybody having said so. */
final class UnguardedDoorException extends WinnowException {
  UnguardedDoorException(String message) {
    super(message);
  }
}
