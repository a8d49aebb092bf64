package dev.winnow.speech;

import dev.winnow.core.WinnowException;
import java.nio.file.Path;

/** A recogniser's model that cannot be used, or not here. */
public final class UnusableSpeechModelException extends WinnowException {
  /**
   * @param why what is wrong, as the rest of a sentence that begins with the folder
   */
  UnusableSpeechModelException(Path folder, String why) {
    super(folder + " " + why);
  }

  UnusableSpeechModelException(Path folder, String why, Throwable cause) {
    super(folder + " " + why, cause);
  }
}
