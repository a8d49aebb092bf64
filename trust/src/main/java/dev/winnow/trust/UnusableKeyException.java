package dev.winnow.trust;

import dev.winnow.core.WinnowException;
import java.nio.file.Path;

/** The file of a key holds none, cannot be had, or is not its owner's only. */
public final class UnusableKeyException extends WinnowException {
  private UnusableKeyException(String message) {
    super(message);
  }

  private UnusableKeyException(String message, Throwable cause) {
    super(message, cause);
  }

  static UnusableKeyException of(Path file, String why) {
    return new UnusableKeyException(sentence(file, why));
  }

  static UnusableKeyException of(Path file, String why, Throwable cause) {
    return new UnusableKeyException(sentence(file, why), cause);
  }

  private static String sentence(Path file, String why) {
    return "the key file %s cannot be used: %s".formatted(file, why);
  }
}
