package dev.winnow.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes answers, or refuses them when told to, and remembers what it took. */
final class HookServer implements AutoCloseable {
  /** For the next posts, one each; afterwards 204. 0 hangs up. */
  final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

  /** Key and body of each post that was taken. */
  final Queue<String> taken = new ConcurrentLinkedQueue<>();

  private final HttpServer server;

  HookServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** As the command line takes it, with a secret. */
  String sink() {
    return "webhook:http://127.0.0.1:" + server.getAddress().getPort() + "/hook/s3cret?key=s3cret";
  }

  /** Keys of what was taken, in order. */
  List<String> keys() {
    return taken.stream().map(said -> said.split(" ", 2)[0]).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Integer asked = statuses.poll();
      int status = asked == null ? 204 : asked;
      if (status == 0) {
        return;
      }
      if (status < 300) {
        taken.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
