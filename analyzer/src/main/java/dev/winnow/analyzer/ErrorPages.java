package dev.winnow.analyzer;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.winnow.wire.ErrorMessage;
import dev.winnow.wire.Limits;
import org.jspecify.annotations.Nullable;

/** What the library itself refuses, said as the protocol says errors. */
final class ErrorPages implements ServerErrorHandler {
  private final RestApi api;

  ErrorPages(RestApi api) {
    this.api = api;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    if (cause instanceof ContentTooLargeException) {
      return page(HttpStatus.REQUEST_ENTITY_TOO_LARGE).toHttpResponse();
    }
    if (cause instanceof RequestTimeoutException) {
      return page(HttpStatus.SERVICE_UNAVAILABLE).toHttpResponse();
    }
    if (Exceptions.isExpected(cause)) {
      // The client hung up: nobody reads this, and nobody need be told.
      return page(HttpStatus.BAD_REQUEST).toHttpResponse();
    }
    if (cause instanceof HttpStatusException status) {
      return page(status.httpStatus()).toHttpResponse();
    }
    return RestService.response(context.request(), api.failed(cause));
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return page(status);
  }

  private static AggregatedHttpResponse page(HttpStatus status) {
    String sentence =
        switch (status.code()) {
          case 413 ->
              "the message is larger than %d bytes; send fewer rows at once"
                  .formatted(Limits.BODY_BYTES);
          case 503 -> "the request took too long; try again later";
          default -> "the request is not valid HTTP here: " + status.reasonPhrase();
        };
    return AggregatedHttpResponse.of(status, MediaType.JSON, new ErrorMessage(sentence).encode());
  }
}
