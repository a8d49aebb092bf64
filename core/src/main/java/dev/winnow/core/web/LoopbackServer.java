package dev.winnow.core.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.core.concurrent.Latest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Pages of this machine, for this machine only. It listens on the loopback address; it answers no
 * page of another site, nor one that reaches it under another name than this machine's (DNS
 * rebinding); and its pages load nothing but what it serves itself. Whoever opens it closes it.
 */
public final class LoopbackServer implements AutoCloseable {
  /** Streams that are followed at the same time, each by a thread of its own. */
  private static final int MOST_STREAMS = 32;

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Semaphore streams = new Semaphore(MOST_STREAMS);

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Answers one request, whose exchange is closed afterwards. */
  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /**
   * Writes one value of a stream.
   *
   * @param <T> the values
   */
  @FunctionalInterface
  public interface Writer<T> {
    /** Writes it; what it wrote is sent at once. */
    void write(T value, OutputStream out) throws IOException;
  }

  /**
   * Listens; whatever is asked for is not there yet.
   *
   * @param port of this machine; 0 for any that is free
   * @param what it is for, such as {@code the preview}, in messages and names of threads
   * @throws UncheckedIOException if the port is taken
   */
  public static LoopbackServer start(int port, String what) {
    ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("winnow-page"));
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      LoopbackServer started = new LoopbackServer(HttpServer.create(address, 0), threads);
      started.server.setExecutor(threads);
      started.server.createContext("/", started::handle);
      started.server.start();
      return started;
    } catch (IOException e) {
      threads.shutdownNow();
      throw new UncheckedIOException(
          "the port %d for %s cannot be had (%s); name another, or stop what uses it"
              .formatted(port, what, e.getMessage()),
          e);
    }
  }

  /** Where it is to be seen, such as {@code http://localhost:8081/}. */
  public String address() {
    return "http://localhost:%d/".formatted(server.getAddress().getPort());
  }

  /**
   * Serves something from now on.
   *
   * @param path such as {@code /style.css}
   * @param response asked for anew for each request, by several threads
   */
  public LoopbackServer serve(String path, Supplier<WebResponse> response) {
    answers.put(path, exchange -> send(exchange, response.get()));
    return this;
  }

  /** Serves a file that is on the class path, as {@link WebResponse#resource} finds it. */
  public LoopbackServer serve(String path, Class<?> beside, String name) {
    WebResponse file = WebResponse.resource(beside, name);
    return serve(path, () -> file);
  }

  /**
   * Serves the newest of some values, again and again, until there are no more.
   *
   * @param type of what is written
   */
  public <T> LoopbackServer follow(String path, String type, Latest<T> values, Writer<T> writer) {
    answers.put(path, exchange -> follow(exchange, type, values, writer));
    return this;
  }

  /** Serves the newest of some lines of text, such as JSON, as server-sent events. */
  public LoopbackServer events(String path, Latest<String> lines) {
    return follow(
        path,
        "text/event-stream",
        lines,
        (line, out) -> out.write(("data: " + line + "\n\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Ends all streams and listens no more. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      guard(exchange.getResponseHeaders());
      Optional<WebResponse> refusal = refusal(exchange);
      if (refusal.isPresent()) {
        send(exchange, refusal.get());
        return;
      }
      Optional.ofNullable(answers.get(exchange.getRequestURI().getPath()))
          .orElse(unknown -> send(unknown, WebResponse.text(404, "There is nothing here.\n")))
          .to(exchange);
    }
  }

  private static void guard(Headers headers) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
  }

  private static Optional<WebResponse> refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
    if (!NAMES.contains(host.replaceFirst(":[0-9]+$", ""))) {
      return Optional.of(
          WebResponse.text(403, "This page is this machine's; ask for it as localhost.\n"));
    }
    if (!isOwn(headers)) {
      return Optional.of(WebResponse.text(403, "This page is not for other sites.\n"));
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Optional.of(WebResponse.text(405, "Pages can be read only.\n"));
    }
    return Optional.empty();
  }

  /** A page of another site may lead here, and may not embed or read anything. */
  private static boolean isOwn(Headers headers) {
    String site = Optional.ofNullable(headers.getFirst("Sec-Fetch-Site")).orElse("none");
    return site.equals("same-origin")
        || site.equals("none")
        || ("navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
            && "document".equals(headers.getFirst("Sec-Fetch-Dest")));
  }

  private static void send(HttpExchange exchange, WebResponse response) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", response.type());
    boolean head = exchange.getRequestMethod().equals("HEAD") || response.body().length == 0;
    exchange.sendResponseHeaders(response.status(), head ? -1 : response.body().length);
    if (!head) {
      exchange.getResponseBody().write(response.body());
    }
  }

  private <T> void follow(HttpExchange exchange, String type, Latest<T> values, Writer<T> writer)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      send(exchange, WebResponse.text(200, type, ""));
      return;
    }
    if (!streams.tryAcquire()) {
      send(exchange, WebResponse.text(503, "Too many follow this already; close a page.\n"));
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    try {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      Latest.Follower<T> follower = values.follow();
      for (var value = follower.next(); value.isPresent(); value = follower.next()) {
        writer.write(value.get(), out);
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.release();
    }
  }
}
