package dev.winnow.edge.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file to which answers are appended, each exactly once: what a node wrote and did not live to
 * keep in its store is taken away when the file is opened, half lines among it, and written again.
 */
public final class AnswerFile implements AnswerSink {
  private final Path path;
  private final FileChannel channel;
  private long length;

  private AnswerFile(Path path, FileChannel channel, long length) {
    this.path = path;
    this.channel = channel;
    this.length = length;
  }

  /**
   * Opens a file, which is made if it is missing. One that is shorter than the store knows it was
   * put aside by somebody, as logs are, and goes on where it is.
   *
   * @throws UnusableStoreException if it cannot be written, or holds something that this node did
   *     not write behind what it did
   */
  public static AnswerFile open(Path file, Outbox outbox) {
    Path path = file.toAbsolutePath().normalize();
    try {
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        long kept = outbox.sinkLength(path.toString()).orElse(channel.size());
        AnswerFile opened = new AnswerFile(path, channel, Math.min(kept, channel.size()));
        opened.mend(outbox.deliverable());
        outbox.keep(new SinkLength(path.toString(), opened.length));
        return opened;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  @Override
  public Optional<SinkLength> write(List<Outbox.Waiting> answers) {
    try {
      ByteBuffer lines = ByteBuffer.wrap(lines(answers));
      for (long at = length; lines.hasRemaining(); ) {
        at += channel.write(lines, at);
      }
      channel.force(true);
      length += lines.limit();
      return Optional.of(new SinkLength(path.toString(), length));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** Takes away the beginning of what is to be written next. */
  private void mend(List<Outbox.Waiting> next) throws IOException {
    byte[] expected = lines(next);
    long extra = channel.size() - length;
    if (extra == 0) {
      return;
    }
    ByteBuffer tail = ByteBuffer.allocate((int) Math.min(extra, expected.length));
    while (tail.hasRemaining() && channel.read(tail, length + tail.position()) >= 0) {
      // Until it is whole.
    }
    if (extra > expected.length
        || !Arrays.equals(tail.array(), Arrays.copyOf(expected, tail.capacity()))) {
      throw new UnusableStoreException(
          "%s holds lines that this node did not write; move it away, or name another file"
              .formatted(path));
    }
    channel.truncate(length);
  }

  private static byte[] lines(List<Outbox.Waiting> answers) {
    StringBuilder all = new StringBuilder();
    for (Outbox.Waiting answer : answers) {
      if (!answer.line().isEmpty()) {
        all.append(answer.line()).append('\n');
      }
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static UnusableStoreException unwritable(Path path, IOException cause) {
    return new UnusableStoreException(
        "answers cannot be written to %s (%s); they are kept; mend that and run this again"
            .formatted(path, cause.getMessage()),
        cause);
  }
}
