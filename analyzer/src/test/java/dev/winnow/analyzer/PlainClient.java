package dev.winnow.analyzer;

import dev.winnow.wire.Message;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that asks the same question again and again. It does the least that HTTP/1.1
 * needs, so that a benchmark measures the server and not its client.
 */
final class PlainClient implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream answers;
  private final byte[] question;

  PlainClient(int port, String path, Message message) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    this.answers = new BufferedInputStream(socket.getInputStream());
    byte[] head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s: %d\r\n\r\n"
            .formatted(
                path, message.length(), Message.JSON_LENGTH_HEADER, message.jsonLength().getAsInt())
            .getBytes(StandardCharsets.US_ASCII);
    this.question = new byte[head.length + (int) message.length()];
    System.arraycopy(head, 0, question, 0, head.length);
    System.arraycopy(message.toBytes(), 0, question, head.length, (int) message.length());
  }

  /** Asks, and waits until the whole answer is there. */
  void ask() throws IOException {
    socket.getOutputStream().write(question);
    String status = line();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("no answer: " + status);
    }
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    if (answers.readNBytes(length).length < length) {
      throw new EOFException("the answer ends early");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = answers.read(); b != '\n'; b = answers.read()) {
      if (b < 0) {
        throw new EOFException("the answer ends early");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
