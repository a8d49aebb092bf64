package dev.winnow.edge.planted;

import dev.winnow.analyzer.ServerOptions;

/** Breaks the boundary between edge and cloud from within a sub-package, to test the test. */
public final class Trespasser {
  private Trespasser() {}

  /** Something of the cloud's. */
  public static Class<?> found() {
    return ServerOptions.class;
  }
}
