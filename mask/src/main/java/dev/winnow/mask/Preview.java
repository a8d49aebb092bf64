package dev.winnow.mask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.core.Json;
import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.video.JpegEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A page that shows the masked frames as they leave, and what the analyzer finds on them. For this
 * machine only: it listens on the loopback address, and answers no page of another site.
 */
final class Preview implements FrameOutput {
  private static final int QUALITY = 80;
  private static final String BOUNDARY = "frame";

  /** So often counts are told, in the film's time. */
  private static final Duration OFTEN = Duration.ofSeconds(1);

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DaemonThreads("winnow-preview"));
  private final JpegEncoder encoder = JpegEncoder.ofQuality(QUALITY);
  private final Latest<byte[]> frames = new Latest<>();
  private final Latest<String> events = new Latest<>();

  // Guarded by this: frames and answers come by different threads.
  private final ObjectNode said = Json.object().put("frames", 0L).put("whole", 0L);
  private Duration saidAt = Duration.ZERO;
  private long shown;
  private long whole;

  private Preview(HttpServer server) {
    this.server = server;
  }

  /**
   * Opens the page.
   *
   * @param port of this machine; 0 for any that is free
   * @throws UncheckedIOException if the port is taken
   */
  static Preview start(int port) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      Preview started = new Preview(HttpServer.create(address, 0));
      started.server.setExecutor(started.threads);
      started.server.createContext("/", started::page);
      started.server.createContext("/frames", started::frames);
      started.server.createContext("/events", started::events);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the port %d for the preview cannot be had: %s".formatted(port, e.getMessage()), e);
    }
  }

  /** Where it is to be seen. */
  String address() {
    return "http://localhost:%d/".formatted(server.getAddress().getPort());
  }

  @Override
  public String name() {
    return "the preview";
  }

  @Override
  public void write(MaskedFrame frame) {
    count(frame);
    frames.put(encoder.encode(frame.image()));
  }

  /** What is masked is told also while the analyzer does not answer. */
  private synchronized void count(MaskedFrame frame) {
    shown++;
    whole += frame.isWhole() ? 1 : 0;
    if (shown == 1 || frame.time().minus(saidAt).compareTo(OFTEN) >= 0) {
      saidAt = frame.time();
      say();
    }
  }

  private synchronized void say() {
    events.put(Json.line(said.put("frames", shown).put("whole", whole)));
  }

  /** Shows what was found. */
  synchronized void show(List<FilteredStream.Tag> tags) {
    ArrayNode each = said.putArray("tags");
    for (FilteredStream.Tag tag : tags) {
      ObjectNode found = each.addObject().put("label", tag.label()).put("score", tag.score());
      found.put("left", tag.left()).put("top", tag.top());
      found.put("width", tag.width()).put("height", tag.height());
    }
    say();
  }

  @Override
  public void close() {
    frames.end();
    events.end();
    server.stop(0);
    threads.shutdownNow();
    encoder.close();
  }

  private void page(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    try (InputStream html =
        Objects.requireNonNull(Preview.class.getResourceAsStream("preview.html"))) {
      byte[] bytes = html.readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } finally {
      exchange.close();
    }
  }

  private void frames(HttpExchange exchange) throws IOException {
    follow(
        exchange,
        "multipart/x-mixed-replace; boundary=" + BOUNDARY,
        frames,
        (jpeg, out) -> {
          out.write(
              "--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                  .formatted(BOUNDARY, jpeg.length)
                  .getBytes(StandardCharsets.US_ASCII));
          out.write(jpeg);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        });
  }

  private void events(HttpExchange exchange) throws IOException {
    follow(
        exchange,
        "text/event-stream",
        events,
        (json, out) -> out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes one thing to a page. */
  @FunctionalInterface
  private interface Writer<T> {
    void write(T value, OutputStream out) throws IOException;
  }

  /** A page of another site could embed this one; only those of this machine may. */
  private static boolean isOwn(HttpExchange exchange) {
    String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
    return site == null || site.equals("same-origin") || site.equals("none");
  }

  private static <T> void follow(
      HttpExchange exchange, String type, Latest<T> values, Writer<T> writer) throws IOException {
    if (!isOwn(exchange)) {
      exchange.sendResponseHeaders(403, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      Latest.Follower<T> follower = values.follow();
      for (var value = follower.next(); value.isPresent(); value = follower.next()) {
        writer.write(value.get(), out);
        out.flush();
      }
    } catch (IOException e) {
      // The page was closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }
}
