package dev.winnow.analyzer;

import dev.winnow.core.WinnowException;
import dev.winnow.wire.WireException;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a request has no answer, as a client is told.
 *
 * @param http status of the response over REST
 * @param grpc status of the response over gRPC
 * @param sentence what is wrong; never a part of a tensor
 */
record ErrorStatus(int http, Status.Code grpc, String sentence) {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorStatus.class);

  /** The fault of what was thrown, whoever threw it. What nobody foresaw is logged. */
  static ErrorStatus of(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof WireException) {
      return new ErrorStatus(400, Status.Code.INVALID_ARGUMENT, sentence(cause));
    }
    if (cause instanceof UnknownModelException) {
      return new ErrorStatus(404, Status.Code.NOT_FOUND, sentence(cause));
    }
    if (cause instanceof WrongMethodException) {
      return new ErrorStatus(405, Status.Code.UNIMPLEMENTED, sentence(cause));
    }
    if (cause instanceof OverloadedException) {
      return new ErrorStatus(503, Status.Code.RESOURCE_EXHAUSTED, sentence(cause));
    }
    LOG.error("a request failed", cause);
    String sentence =
        cause instanceof WinnowException
            ? sentence(cause)
            : "the server failed on this request; its log says more";
    return new ErrorStatus(500, Status.Code.INTERNAL, sentence);
  }

  private static String sentence(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }
}
