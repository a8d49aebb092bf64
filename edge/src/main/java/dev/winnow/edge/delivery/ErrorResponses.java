package dev.winnow.edge.delivery;

import dev.winnow.wire.ErrorMessage;

/** What servers say when they do not answer. */
public final class ErrorResponses {
  private ErrorResponses() {}

  /** The refusal as a failure. */
  public static RefusedRequestException of(AnalyzerUri address, Http.Response response) {
    int status = response.status();
    if (status >= 300 && status < 400) {
      return new RefusedRequestException(
          "%s points to another address, and features go to the one you name only; name the other"
              .formatted(address));
    }
    return new RefusedRequestException(
        "%s refused the request (status %d): %s".formatted(address, status, reason(response)));
  }

  /** The server's own sentence, if it gave one. */
  public static String reason(Http.Response response) {
    return ErrorMessage.decode(response.body())
        .map(ErrorMessage::error)
        .orElseGet(() -> usual(response.status()));
  }

  private static String usual(int status) {
    return switch (status) {
      case 401, 403 -> "it does not let this node in; ask whoever runs it";
      case 413 -> "the request is larger than it takes";
      case 429 -> "it is asked too often";
      default -> "it gave no reason; see its log";
    };
  }
}
