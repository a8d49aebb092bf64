package dev.winnow.voice;

import dev.winnow.core.WinnowException;

/** What was asked of a run means nothing for sound. */
public final class UnsuitableRunException extends WinnowException {
  UnsuitableRunException(String options) {
    super(
        "%s: that is for filters of images; leave it out (of voices there is --record FILE.wav)"
            .formatted(options));
  }
}
