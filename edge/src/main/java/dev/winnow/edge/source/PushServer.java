package dev.winnow.edge.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.core.Json;
import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.data.DataCard;
import dev.winnow.data.ForwardingCaptureStream;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Captures that devices send by {@code POST /captures/NAME}: each is held in memory until it is
 * dealt with, and then its sender is told so.
 */
final class PushServer extends ForwardingCaptureStream {
  private static final int THREADS = 16;
  private static final int QUEUED = 64;
  private static final int BUSY_SECONDS = 5;

  /** Java's server has no other way to be told; it is read once, before the first server. */
  private static final String HEADER_SECONDS = "sun.net.httpserver.maxReqTime";

  private final CaptureQueue queue;
  private final HttpServer server;
  private final PushRequests requests;
  private final PushedBody bodies;
  private final PushLimits limits;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(QUEUED),
          new DaemonThreads("winnow-push"));
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, new DaemonThreads("winnow-push-clock"));

  private PushServer(
      CaptureQueue queue, HttpServer server, PushRequests requests, PushLimits limits) {
    super(queue);
    this.queue = queue;
    this.server = server;
    this.requests = requests;
    this.limits = limits;
    this.bodies = new PushedBody(limits, clock);
    clock.setRemoveOnCancelPolicy(true);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Begins to listen.
   *
   * @param devices that may send; empty if all programs of this machine may
   * @param said takes the address
   * @throws MalformedDataSetException if the address cannot be had
   */
  static PushServer open(
      PushAddress address,
      Optional<PushTokens> devices,
      Modality modality,
      PushLimits limits,
      Consumer<String> said) {
    if (System.getProperty(HEADER_SECONDS) == null) {
      System.setProperty(HEADER_SECONDS, String.valueOf(2 * limits.patience().toSeconds()));
    }
    String name = "listen:" + address;
    try {
      HttpServer server = HttpServer.create(address.resolved(), 0);
      CaptureQueue queue =
          new CaptureQueue(DataCard.of(name, modality.kind()), limits.bytesUnderWay());
      PushRequests requests = new PushRequests(name, devices, modality, said);
      PushServer opened = new PushServer(queue, server, requests, limits);
      server.setExecutor(opened.threads);
      server.createContext("/", opened::handle);
      server.start();
      said.accept("captures are taken at " + opened.uri());
      return opened;
    } catch (IOException e) {
      throw new MalformedDataSetException(
          "%s cannot be listened at: %s; name a free port, and an address of this machine"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /** Where captures are sent to, in front of their names. */
  String uri() {
    InetSocketAddress bound = server.getAddress();
    String host =
        bound.getAddress().isLoopbackAddress() ? "localhost" : bound.getAddress().getHostAddress();
    return "http://%s:%d/captures/"
        .formatted(host.contains(":") ? "[" + host + "]" : host, bound.getPort());
  }

  /** Whoever waits for word gets it before the server goes. */
  @Override
  public void close() {
    super.close();
    threads.shutdown();
    try {
      // First all are heard to their end, then all are answered.
      threads.awaitTermination(1, TimeUnit.SECONDS);
      clock.submit(() -> {}).get(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      // They are told nothing then, and send it again.
    }
    server.stop(0);
    threads.shutdownNow();
    clock.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try {
      Arrival arrival = requests.arrival(exchange, bodies);
      CompletableFuture<Void> settled =
          queue
              .offer(arrival)
              .orElseThrow(
                  () ->
                      queue.isStopped()
                          ? PushRefusal.later(503, BUSY_SECONDS, "the node is about to end")
                          : PushRefusal.later(429, BUSY_SECONDS, "captures wait already"));
      answerLater(exchange, arrival.name(), settled);
    } catch (PushRefusal e) {
      refuse(exchange, e);
    } catch (IOException e) {
      exchange.close();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits but the sender.
  private void answerLater(HttpExchange exchange, String id, CompletableFuture<Void> settled) {
    settled
        .copy()
        .orTimeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
        .whenCompleteAsync(
            (done, failure) -> {
              if (failure == null) {
                answer(exchange, 202, Map.of(), "id", id);
              } else {
                String sentence =
                    queue.isStopped()
                        ? "the node ended before it had dealt with the capture"
                        : "the capture waits and is not on disk yet";
                refuse(exchange, PushRefusal.later(503, BUSY_SECONDS, sentence));
              }
            },
            clock);
  }

  private static void refuse(HttpExchange exchange, PushRefusal refusal) {
    answer(exchange, refusal.status(), refusal.headers(), "error", refusal.sentence());
  }

  private static void answer(
      HttpExchange exchange, int status, Map<String, String> headers, String key, String text) {
    byte[] body = Json.line(Json.object().put(key, text)).getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      // The sender has left.
    }
  }
}
