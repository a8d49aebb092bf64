package dev.winnow.analyzer.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;

/**
 * Lets a server stop without cutting anybody off: from {@link #stop} on, requests for work are
 * refused, with a time after which to ask again and the connection closed behind them; {@link
 * #await} waits until those that came before have their answers. Questions about the server's
 * health and models are always answered.
 */
public final class RequestDrain implements DecoratingHttpServiceFunction {
  /** What clients are told, by whatever part of the server notices. */
  public static final String STOPPING = "the server is stopping; try again later";

  /** Calls of gRPC that ask about the server or a model, and load nothing. */
  private static final List<String> QUESTIONS =
      List.of("/ServerLive", "/ServerReady", "/ServerMetadata", "/ModelReady", "/ModelMetadata");

  // Both are guarded by this.
  private int underWay;
  private boolean stopping;

  /** Whether the server is stopping. */
  public synchronized boolean isStopping() {
    return stopping;
  }

  /** Refuses new work from now on. */
  public synchronized void stop() {
    stopping = true;
  }

  /**
   * Waits until all work that was taken is answered, or for so long.
   *
   * @return whether all is answered
   */
  public synchronized boolean await(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (underWay > 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    if (!isWork(request)) {
      return service.serve(context, request);
    }
    if (!begin()) {
      var unused = context.initiateConnectionShutdown();
      return ErrorStatus.later(503, Status.Code.UNAVAILABLE, STOPPING).response(request.headers());
    }
    var unused = context.log().whenComplete().thenRun(this::end);
    return service.serve(context, request).peekHeaders(headers -> hangUpIfStopping(context));
  }

  /** The client is to send its next request to another server. */
  private void hangUpIfStopping(ServiceRequestContext context) {
    if (isStopping()) {
      var unused = context.initiateConnectionShutdown();
    }
  }

  private synchronized boolean begin() {
    if (stopping) {
      return false;
    }
    underWay++;
    return true;
  }

  private synchronized void end() {
    underWay--;
    if (underWay == 0) {
      notifyAll();
    }
  }

  private static boolean isWork(HttpRequest request) {
    String path = request.path();
    return request.method() == HttpMethod.POST
        && !path.startsWith("/grpc.")
        && QUESTIONS.stream().noneMatch(path::endsWith);
  }
}
