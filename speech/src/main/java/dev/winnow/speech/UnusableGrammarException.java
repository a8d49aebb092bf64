package dev.winnow.speech;

import dev.winnow.core.WinnowException;
import java.nio.file.Path;

/** A grammar or language model by which nothing can be recognised. */
public final class UnusableGrammarException extends WinnowException {
  /**
   * @param why what is wrong, as the rest of a sentence that begins with the file
   */
  UnusableGrammarException(Path file, String why) {
    super(file + " " + why);
  }

  UnusableGrammarException(Path file, String why, Throwable cause) {
    super(file + " " + why, cause);
  }
}
