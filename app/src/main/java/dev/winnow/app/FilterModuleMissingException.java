package dev.winnow.app;

import dev.winnow.core.WinnowException;

/** The module that runs a filter is not on the class path. */
final class FilterModuleMissingException extends WinnowException {
  FilterModuleMissingException(NoClassDefFoundError cause) {
    super(
        "a mask is audited by masking, which takes FFmpeg and OpenCV, native code that is there only where somebody asks for it; set WINNOW_FFMPEG=1",
        cause);
  }
}
