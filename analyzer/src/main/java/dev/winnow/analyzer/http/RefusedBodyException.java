package dev.winnow.analyzer.http;

import dev.winnow.core.WinnowException;

/** What a client sent cannot be taken; the status says it to the client. */
public final class RefusedBodyException extends WinnowException {
  private final transient ErrorStatus status;

  RefusedBodyException(ErrorStatus status) {
    super(status.sentence());
    this.status = status;
  }

  /** What the client is told. */
  public ErrorStatus status() {
    return status;
  }
}
