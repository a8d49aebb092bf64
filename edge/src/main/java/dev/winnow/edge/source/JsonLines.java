package dev.winnow.edge.source;

import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.data.DataCard;
import dev.winnow.data.ForwardingCaptureStream;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Captures that another program writes, a {@link JsonLine} each, until it ends. It waits while too
 * many of them are under way.
 */
final class JsonLines extends ForwardingCaptureStream {
  /** Bytes of a line, at most: a capture of 15 MB. */
  static final int MOST_BYTES = 20_000_000;

  private final String name;
  private final CaptureQueue queue;
  private final InputStream in;

  private JsonLines(String name, CaptureQueue queue, InputStream in) {
    super(queue);
    this.name = name;
    this.queue = queue;
    this.in = in;
  }

  /**
   * Begins to read.
   *
   * @param name of the source, in front of each capture's
   */
  static JsonLines open(InputStream in, String name, Modality modality) {
    CaptureQueue queue = CaptureQueue.of(DataCard.of("the standard input", modality.kind()));
    JsonLines opened = new JsonLines(name, queue, new BufferedInputStream(in, 1 << 16));
    new DaemonThreads("winnow-input").newThread(opened::read).start();
    return opened;
  }

  /** Any column: the captures say their labels as they come. */
  @Override
  public void requireColumn(String column) {
    // Whether it is there is seen when they have come.
  }

  private void read() {
    try {
      long number = 1;
      while (!queue.isStopped()) {
        Line line = line();
        if (line.bytes.size() > 0) {
          queue.put(
              line.isWhole
                  ? JsonLine.read(name, number, line.bytes.toByteArray())
                  : Arrival.broken(
                      name + "line " + number,
                      "it is longer than %,d bytes".formatted(MOST_BYTES)));
        }
        number++;
        if (line.isLast) {
          queue.stop();
        }
      }
    } catch (IOException e) {
      queue.fail(new MalformedDataSetException("the standard input cannot be read any further", e));
    } catch (InterruptedException e) {
      queue.stop();
    }
  }

  /** A line without its end. */
  private record Line(ByteArrayOutputStream bytes, boolean isWhole, boolean isLast) {}

  /** What goes beyond the limit is read and dropped. */
  private Line line() throws IOException {
    var line = new ByteArrayOutputStream();
    boolean isWhole = true;
    int next = in.read();
    for (; next >= 0 && next != '\n'; next = in.read()) {
      isWhole &= line.size() < MOST_BYTES;
      if (isWhole && next != '\r') {
        line.write(next);
      }
    }
    return new Line(line, isWhole, next < 0);
  }
}
