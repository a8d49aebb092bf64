package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;
import java.nio.file.Path;

/** A folder is not a repository of analyzers, or a model in it is not as its files say. */
public final class MalformedRepositoryException extends WinnowException {
  /**
   * Something wrong.
   *
   * @param where the file or folder
   * @param why what is wrong with it, as the rest of a sentence that begins with it
   */
  public MalformedRepositoryException(Path where, String why) {
    super(where + " " + why);
  }

  MalformedRepositoryException(Path where, String why, Throwable cause) {
    super(where + " " + why, cause);
  }
}
