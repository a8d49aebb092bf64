package dev.winnow.edge.delivery;

import dev.winnow.edge.credentials.Credentials;
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

  /**
   * A refusal by 401 or 403: the server does not know this node, or not as one that may do this.
   *
   * @param credentials that were shown
   */
  static RefusedRequestException denied(
      AnalyzerUri address, Http.Response response, Credentials credentials) {
    String shown =
        credentials
            .token()
            .map(file -> "the token in " + file)
            .or(() -> credentials.identity().map(id -> "the certificate in " + id.certificate()))
            .orElse("");
    String what;
    String remedy;
    if (shown.isEmpty()) {
      what = "does not let this node in";
      remedy =
          "show a token with --token-file or a certificate with --client-cert and --client-key, or ask whoever runs it";
    } else if (response.status() == 401) {
      what = "does not know " + shown;
      remedy = "ask whoever runs it for one that it knows";
    } else {
      what = "knows " + shown + " and does not allow this";
      remedy = "ask whoever runs it for the right to this model";
    }
    return new RefusedRequestException(
        "%s %s (status %d: %s); %s"
            .formatted(address, what, response.status(), reason(response), remedy));
  }

  /** The server's own sentence, if it gave one. */
  public static String reason(Http.Response response) {
    return ErrorMessage.decode(response.body())
        .map(ErrorMessage::error)
        .orElseGet(() -> usual(response.status()));
  }

  private static String usual(int status) {
    return switch (status) {
      case 401, 403 -> "it gave no reason";
      case 413 -> "the request is larger than it takes";
      case 429 -> "it is asked too often";
      default -> "it gave no reason; see its log";
    };
  }
}
