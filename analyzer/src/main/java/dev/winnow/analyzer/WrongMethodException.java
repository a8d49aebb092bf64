package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;

/** A path is there, and the HTTP method is not the one it takes. */
final class WrongMethodException extends WinnowException {
  private final String allowed;

  WrongMethodException(String method) {
    super("this path takes " + method + " only");
    this.allowed = method.equals("GET") ? "GET, HEAD" : method;
  }

  /** The methods that the path takes, as the header {@code Allow} lists them. */
  String allowed() {
    return allowed;
  }
}
