package dev.winnow.analyzer.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What the HTTP library refuses, said as the protocol says errors, and counted. */
public final class ErrorPages implements ServerErrorHandler {
  private final LibraryErrors errors;
  private final IntConsumer refused;

  /**
   * @param refused told the HTTP status of every refusal
   */
  public ErrorPages(LibraryErrors errors, IntConsumer refused) {
    this.errors = errors;
    this.refused = refused;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    ErrorStatus status = errors.of(cause);
    refused.accept(status.http());
    return status.response(context.request().headers());
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    refused.accept(status.code());
    return LibraryErrors.of(status.code()).page(headers);
  }
}
