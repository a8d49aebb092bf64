package dev.winnow.core;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.CharacterCodingException;

/** A JSON text is not what its reader needs. */
public final class MalformedJsonException extends WinnowException {
  MalformedJsonException(String message) {
    super(message);
  }

  private MalformedJsonException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The bytes are no text. */
  static MalformedJsonException unreadable(String what, CharacterCodingException cause) {
    return new MalformedJsonException(
        what + " is not UTF-8 text; write it anew or fetch it again", cause);
  }

  /** The text is no JSON at all: says where, without quoting it. */
  static MalformedJsonException unreadable(String what, JsonProcessingException cause) {
    JsonLocation at = cause.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return new MalformedJsonException(
        what + " is not valid JSON" + where + "; write it anew or fetch it again", cause);
  }
}
