package dev.winnow.learn.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;

/** Memory of this process, as Linux counts it. */
final class Resident {
  private static final int PAGE = 4096;

  private Resident() {}

  /** All of it, in bytes. */
  static long all() throws IOException {
    try (Scanner pages = new Scanner(Path.of("/proc/self/statm"), StandardCharsets.US_ASCII)) {
      pages.nextLong();
      return pages.nextLong() * PAGE;
    }
  }

  /** What is outside the Java heap, in bytes. */
  static long outsideHeap() throws IOException {
    return all() - Runtime.getRuntime().totalMemory();
  }
}
