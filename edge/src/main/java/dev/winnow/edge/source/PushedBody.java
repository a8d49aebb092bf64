package dev.winnow.edge.source;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads what devices send, into memory: no more than a capture may have, no more at the same time
 * than there is room for, and not for longer than a slow network takes.
 */
final class PushedBody {
  private static final int BUSY_SECONDS = 5;

  private final PushLimits limits;
  private final ScheduledExecutorService clock;
  private final AtomicLong underWay = new AtomicLong();

  /**
   * @param clock ends requests that take too long
   */
  PushedBody(PushLimits limits, ScheduledExecutorService clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Reads a body.
   *
   * @throws PushRefusal if it is too large, empty, or there is no room now
   * @throws IOException if it does not come to its end, or not in time; nobody is left to be told
   */
  byte[] read(HttpExchange exchange) throws IOException {
    int most = most(exchange);
    if (underWay.addAndGet(most) > limits.bytesUnderWay()) {
      underWay.addAndGet(-most);
      throw PushRefusal.later(429, BUSY_SECONDS, "others are sending captures");
    }
    ScheduledFuture<?> end =
        clock.schedule(exchange::close, limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    try {
      byte[] body = exchange.getRequestBody().readNBytes(most + 1);
      if (body.length > most) {
        throw tooLarge();
      }
      if (body.length == 0) {
        throw PushRefusal.of(400, "the request holds no capture; send its bytes as the body");
      }
      return body;
    } finally {
      end.cancel(false);
      underWay.addAndGet(-most);
    }
  }

  /** Bytes that a body may have: as many as it says, if it says so. */
  private int most(HttpExchange exchange) throws PushRefusal {
    Optional<String> said =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Length"));
    try {
      long length = said.map(Long::parseLong).orElse((long) limits.bytes());
      if (length > limits.bytes()) {
        throw tooLarge();
      }
      return (int) length;
    } catch (NumberFormatException e) {
      throw PushRefusal.of(400, "its Content-Length is no number");
    }
  }

  private PushRefusal tooLarge() {
    return PushRefusal.of(
        413, "a capture may have %,d bytes; send a smaller one".formatted(limits.bytes()));
  }
}
