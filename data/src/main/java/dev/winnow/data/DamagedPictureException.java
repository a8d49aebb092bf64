package dev.winnow.data;

import java.io.IOException;

/** What a decoder found wrong with a picture, as a clause such as "it is cut short". */
final class DamagedPictureException extends IOException {
  DamagedPictureException(String clause) {
    super(clause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
