package dev.winnow.edge.source;

import java.io.IOException;
import java.util.Map;

/** A request that brings no capture, with what its sender is told. */
final class PushRefusal extends IOException {
  private static final long serialVersionUID = 1;

  private static final Map<String, String> NONE = Map.of();

  private final int status;
  private final transient Map<String, String> headers;

  private PushRefusal(int status, Map<String, String> headers, String sentence) {
    super(sentence);
    this.status = status;
    this.headers = headers;
  }

  static PushRefusal of(int status, String sentence) {
    return new PushRefusal(status, NONE, sentence);
  }

  static PushRefusal unknownDevice() {
    return new PushRefusal(
        401,
        Map.of("WWW-Authenticate", "Bearer"),
        "this needs the token of a device; send Authorization: Bearer TOKEN");
  }

  static PushRefusal method() {
    return new PushRefusal(
        405, Map.of("Allow", "POST"), "captures are sent by POST to /captures/NAME");
  }

  /** Another time it may go through. */
  static PushRefusal later(int status, int seconds, String sentence) {
    return new PushRefusal(
        status,
        Map.of("Retry-After", String.valueOf(seconds)),
        sentence + "; send it again in " + seconds + " seconds");
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers == null ? NONE : headers;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
