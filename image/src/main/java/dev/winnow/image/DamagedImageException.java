package dev.winnow.image;

import java.io.IOException;

/** What a decoder found wrong with an image, as a clause such as "it is cut short". */
final class DamagedImageException extends IOException {
  DamagedImageException(String clause) {
    super(clause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
