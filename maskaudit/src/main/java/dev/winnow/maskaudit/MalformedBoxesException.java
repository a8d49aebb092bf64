package dev.winnow.maskaudit;

import dev.winnow.core.WinnowException;
import java.nio.file.Path;

/** A file that should say what is on images does not. */
public final class MalformedBoxesException extends WinnowException {
  MalformedBoxesException(Path file, String why) {
    super(sentence(file, why));
  }

  MalformedBoxesException(Path file, String why, Exception cause) {
    super(sentence(file, why), cause);
  }

  private static String sentence(Path file, String why) {
    return "%s does not say what is on images: %s; name a file such as COCO's instances_val2017.json"
        .formatted(file, why);
  }
}
