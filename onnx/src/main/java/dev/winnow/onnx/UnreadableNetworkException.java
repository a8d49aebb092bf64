package dev.winnow.onnx;

import java.nio.file.Path;

/** A network's file, or a file it refers to, is absent, too large or cannot be read or written. */
public final class UnreadableNetworkException extends NetworkException {
  UnreadableNetworkException(Path file, String whyAndRemedy) {
    super(file + ": " + whyAndRemedy);
  }

  UnreadableNetworkException(Path file, String whyAndRemedy, Throwable cause) {
    super(file + ": " + whyAndRemedy, cause);
  }
}
