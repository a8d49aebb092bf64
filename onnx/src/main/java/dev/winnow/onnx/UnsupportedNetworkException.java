package dev.winnow.onnx;

/** A network uses something that Winnow or ONNX Runtime cannot handle. */
public final class UnsupportedNetworkException extends NetworkException {
  UnsupportedNetworkException(String what, String whyAndRemedy) {
    super(what + " cannot be used: " + whyAndRemedy);
  }

  UnsupportedNetworkException(String what, String whyAndRemedy, Throwable cause) {
    super(what + " cannot be used: " + whyAndRemedy, cause);
  }
}
