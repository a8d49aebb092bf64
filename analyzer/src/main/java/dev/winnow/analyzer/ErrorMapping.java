package dev.winnow.analyzer;

import dev.winnow.analyzer.http.ErrorStatus;
import dev.winnow.analyzer.http.RefusedBodyException;
import dev.winnow.wire.WireException;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of what was thrown. */
final class ErrorMapping {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);

  private ErrorMapping() {}

  /**
   * The status of what was thrown, whoever threw it. What is not the client's to know, such as the
   * files of a model and what ONNX Runtime says of it, is logged and not told.
   */
  static ErrorStatus of(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof WireException) {
      return new ErrorStatus(400, Status.Code.INVALID_ARGUMENT, sentence(cause));
    }
    if (cause instanceof RefusedBodyException refusal) {
      return refusal.status();
    }
    if (cause instanceof UnknownModelException) {
      return new ErrorStatus(404, Status.Code.NOT_FOUND, sentence(cause));
    }
    if (cause instanceof WrongMethodException wrong) {
      return new ErrorStatus(
          405, Status.Code.UNIMPLEMENTED, sentence(cause), Map.of("allow", wrong.allowed()));
    }
    if (cause instanceof RefusedOperationException) {
      return new ErrorStatus(409, Status.Code.FAILED_PRECONDITION, sentence(cause));
    }
    if (cause instanceof OverloadedException) {
      return ErrorStatus.later(503, Status.Code.RESOURCE_EXHAUSTED, sentence(cause));
    }
    if (cause instanceof TimeoutException) {
      return new ErrorStatus(
          504, Status.Code.DEADLINE_EXCEEDED, "the request's time ran out before it was answered");
    }
    if (cause instanceof CancellationException) {
      return new ErrorStatus(499, Status.Code.CANCELLED, "the client gave the request up");
    }
    LOG.error("a request failed", cause);
    return new ErrorStatus(
        500, Status.Code.INTERNAL, "the server failed on this request; its log says more");
  }

  private static String sentence(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }
}
