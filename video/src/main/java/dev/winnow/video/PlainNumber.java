package dev.winnow.video;

import org.bytedeco.javacpp.Pointer;

/** A number that travels through FFmpeg where it carries an address for us, and never looks. */
final class PlainNumber extends Pointer {
  PlainNumber(long number) {
    super((Pointer) null);
    address = number;
  }
}
