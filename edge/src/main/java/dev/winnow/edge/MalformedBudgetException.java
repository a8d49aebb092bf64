package dev.winnow.edge;

import dev.winnow.core.WinnowException;
import java.nio.file.Path;

/** What a node has told cannot be read or kept, so nothing is sent. */
public final class MalformedBudgetException extends WinnowException {
  MalformedBudgetException(Path file, String why) {
    super(sentence(file, why));
  }

  MalformedBudgetException(Path file, String why, Throwable cause) {
    super(sentence(file, why), cause);
  }

  private static String sentence(Path file, String why) {
    return "the account of what this node has told, %s, cannot be used: %s; make its folder yours, or remove the file to begin anew"
        .formatted(file, why);
  }
}
