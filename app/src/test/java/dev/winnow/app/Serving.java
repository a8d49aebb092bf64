package dev.winnow.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** {@code winnow serve} on a free port, in a thread of its own, until it is closed. */
final class Serving implements AutoCloseable {
  private final Thread thread;
  private final String address;

  private Serving(Thread thread, String address) {
    this.thread = thread;
    this.address = address;
  }

  /** Starts to serve and waits until it says where. */
  static Serving start(Path repository) throws IOException {
    PipedWriter out = new PipedWriter();
    BufferedReader said = new BufferedReader(new PipedReader(out));
    StringWriter err = new StringWriter();
    Thread thread =
        new Thread(
            () -> {
              try (PrintWriter printed = new PrintWriter(out)) {
                Winnow.run(
                    printed, new PrintWriter(err), "serve", repository.toString(), "--port", "0");
              }
            });
    thread.start();
    String line = said.readLine();
    if (line == null) {
      throw new IOException("winnow serve ended: " + err);
    }
    return new Serving(thread, line.replaceFirst(".* at (http://\\S+) .*", "$1"));
  }

  String address() {
    return address;
  }

  /** Ends it as Ctrl-C would, and waits until it has ended. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
