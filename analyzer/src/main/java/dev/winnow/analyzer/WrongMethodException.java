package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;

/** A path is there, and the HTTP method is not the one it takes. */
final class WrongMethodException extends WinnowException {
  WrongMethodException(String method) {
    super("this path takes " + method + " only");
  }
}
