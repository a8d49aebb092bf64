package dev.winnow.analyzer.http;

import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.logging.AccessLogWriter;
import io.netty.util.AttributeKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: who asked, for what, with what outcome, how much and how long. Nothing
 * of what a feature holds, nor of a query.
 */
public final class AccessLog implements AccessLogWriter {
  private static final Logger LOG = LoggerFactory.getLogger("dev.winnow.access");

  private static final AttributeKey<String> CLIENT =
      AttributeKey.valueOf(AccessLog.class, "CLIENT");

  /** Says under whose name a request is answered. */
  public static void client(ServiceRequestContext context, String name) {
    context.setAttr(CLIENT, name);
  }

  @Override
  public void log(RequestLog log) {
    if (LOG.isInfoEnabled()) {
      LOG.info(line(log));
    }
  }

  private static String line(RequestLog log) {
    RequestContext context = log.context();
    String address =
        context instanceof ServiceRequestContext served
            ? served.clientAddress().getHostAddress()
            : "-";
    String name = context.attr(CLIENT);
    return "%s %s %s %s %s %d in=%d out=%d ms=%.1f"
            .formatted(
                address,
                name == null ? "-" : name,
                log.sessionProtocol().uriText(),
                log.requestHeaders().method(),
                context.path(),
                log.responseHeaders().status().code(),
                log.requestLength(),
                log.responseLength(),
                log.totalDurationNanos() / 1e6)
        + grpcStatus(log);
  }

  /** Over gRPC the status of HTTP says nothing. */
  private static String grpcStatus(RequestLog log) {
    String status = log.responseTrailers().get("grpc-status");
    if (status == null) {
      status = log.responseHeaders().get("grpc-status");
    }
    return status == null ? "" : " grpc=" + status;
  }
}
