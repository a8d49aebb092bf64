package dev.winnow.onnx.conversion;

/** A model cannot be made into one that can be cut. */
public final class InconvertibleException extends RuntimeException {
  private final String reason;

  InconvertibleException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What stands in the way and what to do, to follow "the network cannot be used:". */
  public String reason() {
    return reason;
  }
}
