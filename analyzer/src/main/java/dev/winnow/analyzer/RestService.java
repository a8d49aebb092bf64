package dev.winnow.analyzer;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregationOptions;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.winnow.analyzer.http.ErrorStatus;
import dev.winnow.wire.Message;
import io.grpc.Status;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands REST requests on as bytes, and the replies back. */
final class RestService implements HttpService {
  /** Bytes of JSON that are read at once, within a millisecond or so. */
  private static final int LITTLE_JSON = 32 << 10;

  /** With fewer digits than these, the JSON before binary data is little. */
  private static final int DIGITS = 6;

  private final RestApi api;

  RestService(RestApi api) {
    this.api = api;
  }

  /**
   * Finds out who answers, and only then gathers the body, in pooled memory outside the heap, which
   * tensors then share; it goes back to the pool when the reply is there.
   */
  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (ErrorStatus.isGrpc(request.headers())) {
      // A stream may never end: the caller is told before it has sent anything.
      return new ErrorStatus(
              404,
              Status.Code.UNIMPLEMENTED,
              "there is no such method; see the server's reflection")
          .response(request.headers());
    }
    RestApi.Action action;
    try {
      action = api.find(request.method().name(), context.path());
    } catch (RuntimeException e) {
      return response(request, api.failed(e));
    }
    if (request.method() != HttpMethod.POST) {
      var none = new RestApi.Body(Optional.empty(), ByteBuffer.allocate(0), nobody());
      return HttpResponse.of(api.answer(action, none).thenApply(reply -> response(request, reply)));
    }
    var pooled = AggregationOptions.usePooledObjects(context.alloc(), context.eventLoop());
    return HttpResponse.of(
        request.aggregate(pooled).thenCompose(whole -> answer(context, request, action, whole)));
  }

  /** What a reply is to the library. */
  static HttpResponse response(HttpRequest request, RestResponse reply) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.valueOf(reply.status()))
            .contentType(MediaType.parse(reply.contentType()));
    reply.headers().forEach(headers::add);
    reply.jsonLength().ifPresent(length -> headers.addInt(Message.JSON_LENGTH_HEADER, length));
    HttpData body = HttpData.wrap(Unpooled.wrappedBuffer(reply.body().toArray(ByteBuffer[]::new)));
    if (request.method() == HttpMethod.HEAD) {
      headers.contentLength(body.length());
      body.close();
      return HttpResponse.of(headers.build());
    }
    return HttpResponse.of(headers.build(), body);
  }

  private CompletionStage<HttpResponse> answer(
      ServiceRequestContext context,
      HttpRequest request,
      RestApi.Action action,
      AggregatedHttpRequest whole) {
    HttpData content = whole.content();
    ByteBuffer bytes = content.byteBuf().nioBuffer();
    Optional<String> jsonLength =
        Optional.ofNullable(whole.headers().get(Message.JSON_LENGTH_HEADER));
    CompletableFuture<Void> abandoned = new CompletableFuture<>();
    Runnable forget = onAbandoned(context, abandoned);
    return decoded(context, action, new RestApi.Body(jsonLength, bytes, abandoned))
        .whenComplete(
            (reply, thrown) -> {
              content.close();
              forget.run();
            })
        .thenApply(reply -> response(request, reply));
  }

  /** Reads much JSON on another thread: many connections share that of the network. */
  private CompletableFuture<RestResponse> decoded(
      ServiceRequestContext context, RestApi.Action action, RestApi.Body body) {
    boolean binary = body.jsonLength().filter(length -> length.length() < DIGITS).isPresent();
    if (binary || body.bytes().remaining() <= LITTLE_JSON) {
      return api.answer(action, body);
    }
    return CompletableFuture.completedFuture(body)
        .thenComposeAsync(
            much -> api.answer(action, much), context.blockingTaskExecutor().withoutContext());
  }

  /**
   * Completes a future when the client hangs up or resets its stream, or the request takes too
   * long.
   *
   * @return to be run when nobody needs to know any more
   */
  private static Runnable onAbandoned(
      ServiceRequestContext context, CompletableFuture<Void> abandoned) {
    var unused = context.whenRequestCancelling().thenRun(() -> abandoned.complete(null));
    Channel channel = context.log().partial().channel();
    if (channel == null) {
      return () -> {};
    }
    // The library tells of a closed connection of HTTP/1 a second later.
    ChannelFutureListener closed = future -> abandoned.complete(null);
    channel.closeFuture().addListener(closed);
    return () -> channel.closeFuture().removeListener(closed);
  }

  private static CompletableFuture<?> nobody() {
    return new CompletableFuture<Void>();
  }
}
