package dev.winnow.analyzer.http;

import dev.winnow.wire.Limits;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Refuses what the HTTP library lets pass of HTTP/1 in clear text: a version that there is not, a
 * request that does not say to whom it is sent (RFC 9112, section 3.2), and one that waits to be
 * told to go on with a body that is too large (RFC 9110, section 10.1.1).
 *
 * <p>It stands in front of the connection, and puts the check itself behind the library's decoder,
 * which is there as soon as the first bytes have shown that this is HTTP/1.
 */
final class RequestHeadCheck extends ChannelInboundHandlerAdapter {
  /** So many bytes tell the library which HTTP this is, and are no whole request. */
  private static final int FIRST = 4;

  private final IntConsumer refused;

  /**
   * @param refused told the HTTP status of every refusal
   */
  RequestHeadCheck(IntConsumer refused) {
    this.refused = refused;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes) || bytes.readableBytes() <= FIRST) {
      context.fireChannelRead(message);
      return;
    }
    context.fireChannelRead(bytes.readRetainedSlice(FIRST));
    ChannelPipeline pipeline = context.pipeline();
    ChannelHandlerContext decoder = pipeline.context(CombinedChannelDuplexHandler.class);
    if (decoder != null) {
      pipeline.addAfter(decoder.name(), null, new Check());
    }
    context.fireChannelRead(bytes);
    // What follows needs no cutting.
    pipeline.remove(this);
  }

  /** What is wrong with the head of a request. */
  private static Optional<ErrorStatus> fault(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return fault(505, "this server speaks HTTP/1.1 and HTTP/2");
    }
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    if (version.equals(HttpVersion.HTTP_1_1) && hosts != 1) {
      return fault(400, "the request must have one header Host, and has " + hosts);
    }
    boolean waits =
        request.headers().contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true);
    if (waits && length(request) > Limits.BODY_BYTES) {
      return Optional.of(Unpacking.tooLarge());
    }
    return Optional.empty();
  }

  private static Optional<ErrorStatus> fault(int status, String sentence) {
    return Optional.of(new ErrorStatus(status, Status.Code.INVALID_ARGUMENT, sentence));
  }

  private static long length(HttpRequest request) {
    try {
      return Long.parseLong(request.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0"));
    } catch (NumberFormatException e) {
      // The library says what is wrong with it.
      return 0;
    }
  }

  /** The check of each request of a connection. */
  private final class Check extends ChannelDuplexHandler {
    private boolean over;

    /** Requests that have no whole response yet; no page may come between them and it. */
    private int pending;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (over) {
        ReferenceCountUtil.release(message);
        return;
      }
      Optional<ErrorStatus> fault =
          message instanceof HttpRequest request && request.decoderResult().isSuccess()
              ? fault(request)
              : Optional.empty();
      if (fault.isEmpty()) {
        pending += message instanceof HttpRequest ? 1 : 0;
        context.fireChannelRead(message);
        return;
      }
      over = true;
      ReferenceCountUtil.release(message);
      refused.accept(fault.get().http());
      if (pending > 0) {
        var unused = context.close();
        return;
      }
      // From the front of the pipeline: what is written there is not encoded any more.
      var unused =
          context
              .pipeline()
              .firstContext()
              .writeAndFlush(page(fault.get()))
              .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      boolean goOn =
          message instanceof HttpResponse response
              && response.status().equals(HttpResponseStatus.CONTINUE);
      pending -= message instanceof LastHttpContent && !goOn ? 1 : 0;
      var unused = context.write(message, promise);
    }
  }

  private static ByteBuf page(ErrorStatus status) {
    byte[] body = status.json();
    String head =
        "HTTP/1.1 %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            .formatted(HttpResponseStatus.valueOf(status.http()), body.length);
    return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
  }
}
