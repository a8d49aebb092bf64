package dev.winnow.video;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Serves bytes over TCP, to one connection after the other: the first gets the first part, and so
 * on; the last part goes to all that follow.
 */
final class PartServer implements AutoCloseable {
  /** What one connection gets. */
  static final class Part {
    private final byte[] bytes;
    private final boolean staysOpen;

    Part(byte[] bytes, boolean staysOpen) {
      this.bytes = bytes.clone();
      this.staysOpen = staysOpen;
    }
  }

  private final ServerSocket server;
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private final boolean isHttp;

  private PartServer(boolean isHttp, List<Part> parts) {
    this.isHttp = isHttp;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(() -> serve(parts), "part-server");
    thread.setDaemon(true);
    thread.start();
  }

  static PartServer ofTcp(Part... parts) {
    return new PartServer(false, List.of(parts));
  }

  /** Answers every request; of what stays open it does not say how long it is. */
  static PartServer ofHttp(Part... parts) {
    return new PartServer(true, List.of(parts));
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve(List<Part> parts) {
    for (int i = 0; ; i++) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Part part = parts.get(Math.min(i, parts.size() - 1));
        Thread thread = new Thread(() -> serve(socket, part), "part");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, Part part) {
    try {
      OutputStream out = socket.getOutputStream();
      if (isHttp) {
        byte[] request = new byte[4096];
        if (socket.getInputStream().read(request) < 0) {
          return;
        }
        String length = part.staysOpen ? "" : "Content-Length: " + part.bytes.length + "\r\n";
        out.write(
            ("HTTP/1.1 200 OK\r\n" + length + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
      }
      out.write(part.bytes);
      out.flush();
      if (!part.staysOpen) {
        socket.close();
      }
    } catch (IOException e) {
      // The reader has left.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
