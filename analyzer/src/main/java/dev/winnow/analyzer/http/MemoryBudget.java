package dev.winnow.analyzer.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.winnow.wire.Limits;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the bodies of all requests under way hold together, as they came and unpacked. Each
 * may be as large as the limit of one and take its time to arrive; many such would use up the
 * memory of everybody.
 */
public final class MemoryBudget implements DecoratingHttpServiceFunction {
  private static final AttributeKey<Share> SHARE =
      AttributeKey.valueOf(MemoryBudget.class, "SHARE");

  private final long most;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param most bytes that all bodies may hold together
   */
  public MemoryBudget(long most) {
    this.most = most;
  }

  /** A quarter of the memory that this process may use, or two of the largest bodies. */
  public static MemoryBudget ofThisProcess() {
    return new MemoryBudget(Math.max(2L * Limits.BODY_BYTES, Runtime.getRuntime().maxMemory() / 4));
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    Share share = new Share();
    context.setAttr(SHARE, share);
    HttpRequest counted =
        request.peekData(
            data -> {
              if (!share.take(data.length())) {
                request.abort(new RefusedBodyException(Unpacking.tooMuch()));
              }
            });
    context.updateRequest(counted);
    var unused = context.log().whenComplete().thenRun(share::giveBack);
    return service.serve(context, counted);
  }

  /** What that request holds, to count more of it. */
  static Share shareOf(ServiceRequestContext context) {
    Share share = context.attr(SHARE);
    if (share == null) {
      throw new IllegalStateException("this request is counted before it is unpacked");
    }
    return share;
  }

  /** What one request holds. */
  final class Share {
    private long bytes;
    private boolean givenBack;

    private Share() {}

    /** Counts more bytes, and says whether all requests together may hold that. */
    synchronized boolean take(int more) {
      if (givenBack) {
        return true;
      }
      bytes += more;
      return held.addAndGet(more) <= most;
    }

    private synchronized void giveBack() {
      givenBack = true;
      held.addAndGet(-bytes);
    }
  }
}
