package dev.winnow.data.filter;

import dev.winnow.core.CaptureFilter;
import dev.winnow.core.WinnowException;

/** What runs a package's filter is not on the class path. */
public final class MissingFilterException extends WinnowException {
  MissingFilterException(String name, CaptureFilter.Method method) {
    super(
        "%s is a filter of the method %s, %s"
            .formatted(
                name,
                method.word(),
                switch (method) {
                  case MASK -> "whose native code is not loaded; run it with WINNOW_FFMPEG=1";
                  case VOICE ->
                      "and what runs it is not on the class path; add the jar of winnow-voice";
                }));
  }
}
