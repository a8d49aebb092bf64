package dev.winnow.analyzer;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.winnow.wire.Limits;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the bodies of all requests under way hold together. Each may be as large as the limit
 * of one and take its time to arrive; many such would use up the memory of everybody.
 */
final class MemoryBudget implements DecoratingHttpServiceFunction {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param most bytes that all bodies may hold together
   */
  MemoryBudget(long most) {
    this.most = most;
  }

  /** A quarter of the memory that this process may use, or two of the largest bodies. */
  static MemoryBudget ofThisProcess() {
    return new MemoryBudget(Math.max(2L * Limits.BODY_BYTES, Runtime.getRuntime().maxMemory() / 4));
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    Share share = new Share();
    HttpRequest counted =
        request.peekData(
            data -> {
              if (share.add(data.length()) > most) {
                request.abort(
                    new OverloadedException("too much is being sent at once; try again later"));
              }
            });
    context.updateRequest(counted);
    var unused = context.log().whenComplete().thenRun(share::giveBack);
    return service.serve(context, counted);
  }

  /** What one request holds. */
  private final class Share {
    private long bytes;
    private boolean givenBack;

    /** Counts bytes that came in, and says how many all requests hold. */
    synchronized long add(int more) {
      if (givenBack) {
        return 0;
      }
      bytes += more;
      return held.addAndGet(more);
    }

    synchronized void giveBack() {
      givenBack = true;
      held.addAndGet(-bytes);
    }
  }
}
