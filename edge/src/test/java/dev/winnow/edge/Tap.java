package dev.winnow.edge;

import dev.winnow.edge.delivery.AnalyzerUri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between client and server and keeps every byte that goes up. */
final class Tap implements AutoCloseable {
  private final ServerSocket socket;
  private final ByteArrayOutputStream up = new ByteArrayOutputStream();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final URI server;

  Tap(AnalyzerUri server) throws IOException {
    this.server = server.resolve("");
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    executor.execute(this::accept);
  }

  AnalyzerUri address() {
    return AnalyzerUri.parse("http://localhost:" + socket.getLocalPort());
  }

  synchronized byte[] up() {
    return up.toByteArray();
  }

  /** Forgets what went up so far. */
  synchronized void clear() {
    up.reset();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    executor.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket upstream = new Socket(server.getHost(), server.getPort());
        executor.execute(() -> pump(client, upstream, true));
        executor.execute(() -> pump(upstream, client, false));
      } catch (IOException e) {
        // Closed; the loop ends.
      }
    }
  }

  private void pump(Socket from, Socket to, boolean upwards) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[4096];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        if (upwards) {
          keep(some, n);
        }
        out.write(some, 0, n);
      }
    } catch (IOException e) {
      // Either side has hung up; so does the other.
    }
  }

  private synchronized void keep(byte[] some, int length) {
    up.write(some, 0, length);
  }
}
