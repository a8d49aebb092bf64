package dev.winnow.analyzer.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregationOptions;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Unpacks what clients send packed, before the protocol sees it: bodies with a {@code
 * Content-Encoding} over REST, and messages with a {@code grpc-encoding}. The libraries could do it
 * as well, but neither bounds the ratio nor counts what it unpacks against the memory of all. It is
 * done on a thread of its own, and not on that of the connections.
 */
public final class UnpackedRequests implements DecoratingHttpServiceFunction {
  private static final String GRPC_ENCODING = "grpc-encoding";

  /** A byte that says whether the message is packed, and four of its length. */
  private static final int GRPC_HEAD = 5;

  private final IntConsumer refused;

  /**
   * @param refused told the HTTP status of every refusal
   */
  public UnpackedRequests(IntConsumer refused) {
    this.refused = refused;
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    boolean grpc = ErrorStatus.isGrpc(request.headers());
    String name =
        request.headers().get(grpc ? GRPC_ENCODING : HttpHeaderNames.CONTENT_ENCODING, "");
    if (Encoding.isNone(name)) {
      return service.serve(context, request);
    }
    Optional<Encoding> encoding = Encoding.named(name);
    if (encoding.isEmpty()) {
      return refusal(request, unknown(name));
    }
    var pooled = AggregationOptions.usePooledObjects(context.alloc(), context.eventLoop());
    return HttpResponse.of(
        request
            .aggregate(pooled)
            .thenApplyAsync(
                whole -> unpacked(context, whole, encoding.get(), grpc),
                context.blockingTaskExecutor().withoutContext())
            .thenApplyAsync(unpacked -> served(service, context, unpacked), context.eventLoop())
            .exceptionally(thrown -> refusal(request, thrown)));
  }

  private static HttpRequest unpacked(
      ServiceRequestContext context, AggregatedHttpRequest whole, Encoding encoding, boolean grpc) {
    try (HttpData content = whole.content()) {
      ByteBuf body = content.byteBuf();
      MemoryBudget.Share share = MemoryBudget.shareOf(context);
      ByteBuf unpacked =
          grpc
              ? unpackedMessage(context, body, encoding, share)
              : Unpacking.unpacked(body, encoding, context.alloc(), share);
      RequestHeaders headers =
          whole.headers().toBuilder()
              .removeAndThen(HttpHeaderNames.CONTENT_ENCODING)
              .removeAndThen(GRPC_ENCODING)
              .contentLength(unpacked.readableBytes())
              .build();
      return HttpRequest.of(headers, HttpData.wrap(unpacked));
    }
  }

  /** A message of gRPC behind its head; several are left to the library to refuse. */
  private static ByteBuf unpackedMessage(
      ServiceRequestContext context, ByteBuf body, Encoding encoding, MemoryBudget.Share share) {
    boolean one =
        body.readableBytes() >= GRPC_HEAD
            && body.getInt(body.readerIndex() + 1) == body.readableBytes() - GRPC_HEAD;
    if (!one || body.getByte(body.readerIndex()) != 1) {
      return body.retainedDuplicate();
    }
    ByteBuf packed = body.slice(body.readerIndex() + GRPC_HEAD, body.readableBytes() - GRPC_HEAD);
    ByteBuf message = Unpacking.unpacked(packed, encoding, context.alloc(), share);
    ByteBuf head = context.alloc().directBuffer(GRPC_HEAD);
    head.writeByte(0).writeInt(message.readableBytes());
    return Unpooled.wrappedBuffer(head, message);
  }

  private static HttpResponse served(
      HttpService service, ServiceRequestContext context, HttpRequest unpacked) {
    context.updateRequest(unpacked);
    try {
      return service.serve(context, unpacked);
    } catch (Exception e) {
      return HttpResponse.ofFailure(e);
    }
  }

  private HttpResponse refusal(HttpRequest request, Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    return cause instanceof RefusedBodyException refusal
        ? refusal(request, refusal.status())
        : HttpResponse.ofFailure(cause);
  }

  private HttpResponse refusal(HttpRequest request, ErrorStatus status) {
    refused.accept(status.http());
    return status.response(request.headers());
  }

  private static ErrorStatus unknown(String name) {
    String shown = name.length() > 20 ? name.substring(0, 20) + "…" : name;
    return new ErrorStatus(
        415,
        Status.Code.UNIMPLEMENTED,
        "the encoding \"%s\" is not understood; send gzip, deflate or none".formatted(shown),
        Map.of("accept-encoding", Encoding.ACCEPTED, "grpc-accept-encoding", Encoding.ACCEPTED));
  }
}
