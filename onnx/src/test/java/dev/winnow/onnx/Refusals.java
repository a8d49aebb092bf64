package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Expects a piece of code to be refused. */
final class Refusals {
  private Refusals() {}

  /** The sentence that a user reads. */
  static String sentence(Class<? extends NetworkException> type, Executable code) {
    return String.valueOf(assertThrows(type, code).getMessage());
  }
}
