package dev.winnow.app.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.Message;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between edge and analyzer, takes every request whole, notes its size, and only then passes
 * it on. Where the analyzer is away it closes the connection.
 */
final class RecordingProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final int analyzer;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Seen> seen = new ArrayList<>();
  private final IntConsumer asked;
  private final Supplier<Fault> faults;
  private int inferences;

  /**
   * A request for an inference.
   *
   * @param bytes of head and body
   * @param rows features in it
   */
  record Seen(long bytes, long rows) {}

  /** What happens to a response. */
  enum Fault {
    NONE,
    /** Nothing of it comes. */
    DROP,
    /** Half of it comes. */
    TRUNCATE
  }

  /** One message of HTTP/1.1. */
  private static final class Raw {
    private final String head;
    private final byte[] whole;
    private final int headLength;

    Raw(String head, byte[] whole, int headLength) {
      this.head = head;
      this.whole = whole;
      this.headLength = headLength;
    }

    String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  /**
   * @param analyzer its port on this machine
   * @param asked is told the number of each request for an inference, from 1, before it is passed
   *     on
   * @param faults says what happens to the next response
   */
  RecordingProxy(int analyzer, IntConsumer asked, Supplier<Fault> faults) throws IOException {
    this.faults = faults;
    this.analyzer = analyzer;
    this.asked = asked;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** All requests for an inference so far. */
  synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        // Closed; the loop ends.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (Raw request = read(in); request != null; request = read(in)) {
        note(request);
        pass(request, client.getOutputStream());
      }
    } catch (IOException e) {
      // Either side is gone; so is this connection.
    }
  }

  private void note(Raw request) {
    if (!request.head.startsWith("POST")) {
      return;
    }
    byte[] body = new byte[request.whole.length - request.headLength];
    System.arraycopy(request.whole, request.headLength, body, 0, body.length);
    String json = request.header(Message.JSON_LENGTH_HEADER);
    InferenceRequest inference =
        InferenceRequest.decode(ByteBuffer.wrap(body), OptionalInt.of(Integer.parseInt(json)));
    int number;
    synchronized (this) {
      seen.add(new Seen(request.whole.length, inference.inputs().get(0).tensor().shape().dim(0)));
      number = ++inferences;
    }
    asked.accept(number);
  }

  private void pass(Raw request, OutputStream out) throws IOException {
    try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), analyzer)) {
      upstream.getOutputStream().write(request.whole);
      upstream.getOutputStream().flush();
      Raw response = read(new BufferedInputStream(upstream.getInputStream()));
      if (response == null) {
        throw new IOException("the analyzer has left");
      }
      Fault fault = faults.get();
      if (fault == Fault.DROP) {
        throw new IOException("dropped");
      }
      out.write(response.whole, 0, response.whole.length / (fault == Fault.TRUNCATE ? 2 : 1));
      out.flush();
      if (fault == Fault.TRUNCATE) {
        throw new IOException("truncated");
      }
    }
  }

  /** A message, or null where the connection ends before one begins. */
  private static @Nullable Raw read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 && head.size() == 0) {
        return null;
      }
      if (next < 0) {
        throw new IOException("cut off");
      }
      head.write(next);
    }
    Raw known = new Raw(head.toString(ISO_8859_1), head.toByteArray(), head.size());
    String length = known.header("Content-Length");
    byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
    if (!length.isEmpty() && body.length < Integer.parseInt(length)) {
      throw new IOException("cut off");
    }
    head.write(body);
    return new Raw(known.head, head.toByteArray(), known.headLength);
  }
}
