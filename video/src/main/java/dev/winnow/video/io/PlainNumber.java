package dev.winnow.video.io;

import org.bytedeco.javacpp.Pointer;

/** A number that travels through FFmpeg where it carries an address for us, and never looks. */
public final class PlainNumber extends Pointer {
  /** Carries a number. */
  public PlainNumber(long number) {
    super((Pointer) null);
    address = number;
  }
}
