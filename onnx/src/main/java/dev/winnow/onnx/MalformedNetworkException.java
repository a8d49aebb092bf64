package dev.winnow.onnx;

/** Bytes are not an ONNX network, or one that contradicts itself. */
public final class MalformedNetworkException extends NetworkException {
  MalformedNetworkException(String what, String why) {
    super(sentence(what, why));
  }

  MalformedNetworkException(String what, String why, Throwable cause) {
    super(sentence(what, why), cause);
  }

  private static String sentence(String what, String why) {
    return what + " is not a sound ONNX network: " + why + "; export or fetch it again";
  }
}
