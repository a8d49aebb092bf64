package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;

/** A request was not repeated any more, because another one of its run had failed for good. */
public final class AbandonedRequestException extends WinnowException {
  AbandonedRequestException(WinnowException failure) {
    super(failure.getMessage(), failure);
  }
}
