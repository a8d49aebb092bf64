package dev.winnow.analyzer;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregationOptions;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.winnow.wire.Message;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Hands REST requests on as bytes, and the replies back. */
final class RestService implements HttpService {
  private final RestApi api;

  RestService(RestApi api) {
    this.api = api;
  }

  /**
   * Gathers the body in pooled memory outside the heap, which tensors then share; it goes back to
   * the pool when the reply is there.
   */
  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    var pooled = AggregationOptions.usePooledObjects(context.alloc(), context.eventLoop());
    return HttpResponse.of(request.aggregate(pooled).thenCompose(whole -> answer(context, whole)));
  }

  /** What a reply is to the library. */
  static HttpResponse response(RestResponse reply) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.valueOf(reply.status()))
            .contentType(MediaType.parse(reply.contentType()));
    reply.jsonLength().ifPresent(length -> headers.addInt(Message.JSON_LENGTH_HEADER, length));
    return HttpResponse.of(headers.build(), data(reply));
  }

  static HttpData data(RestResponse reply) {
    return HttpData.wrap(Unpooled.wrappedBuffer(reply.body().toArray(ByteBuffer[]::new)));
  }

  private CompletionStage<HttpResponse> answer(
      ServiceRequestContext context, AggregatedHttpRequest request) {
    HttpData content = request.content();
    ByteBuffer body = content.byteBuf().nioBuffer();
    Optional<String> jsonLength =
        Optional.ofNullable(request.headers().get(Message.JSON_LENGTH_HEADER));
    return api.answer(new RestApi.Call(request.method().name(), context.path(), jsonLength, body))
        .whenComplete((reply, thrown) -> content.close())
        .thenApply(RestService::response);
  }
}
