package dev.winnow.analyzer.http;

import dev.winnow.core.WinnowException;

/** What a client sent is not taken; the status says why. */
public final class RefusedBodyException extends WinnowException {
  private final transient ErrorStatus status;

  /** Of that status. */
  public RefusedBodyException(ErrorStatus status) {
    super(status.sentence());
    this.status = status;
  }

  /** What the client is told. */
  public ErrorStatus status() {
    return status;
  }
}
