package dev.winnow.core;

import java.nio.file.Path;

/** A file is not an extractor package, or not one that can be trusted to be whole. */
public final class MalformedPackageException extends WinnowException {
  MalformedPackageException(Path file, String why) {
    super(sentence(file, why));
  }

  MalformedPackageException(Path file, String why, Throwable cause) {
    super(sentence(file, why), cause);
  }

  private static String sentence(Path file, String why) {
    return file + " is not a sound extractor package: " + why + "; fetch or build it again";
  }
}
