package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;
import java.nio.file.Path;

/** A folder is not a repository of analyzers, or a model in it is not as its files say. */
public final class MalformedRepositoryException extends WinnowException {
  MalformedRepositoryException(Path where, String why) {
    super(where + " " + why);
  }

  MalformedRepositoryException(Path where, String why, Throwable cause) {
    super(where + " " + why, cause);
  }
}
