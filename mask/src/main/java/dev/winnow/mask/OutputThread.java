package dev.winnow.mask;

import dev.winnow.core.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An output with a thread of its own, so that none waits for another. Of a live source frames are
 * dropped where it is too slow; a file waits. An output that fails takes nothing more and the
 * others go on.
 */
final class OutputThread implements AutoCloseable {
  private static final int WAITING = 4;

  private final FrameOutput output;
  private final boolean dropping;
  private final BlockingQueue<Optional<MaskedFrame>> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private volatile Optional<String> failure = Optional.empty();
  private final Thread thread;

  private OutputThread(FrameOutput output, boolean dropping) {
    this.output = output;
    this.dropping = dropping;
    this.thread = new Thread(this::run, "winnow-output");
  }

  /** Starts an output; closing this closes it. */
  static OutputThread start(FrameOutput output, boolean dropping) {
    OutputThread started = new OutputThread(output, dropping);
    started.thread.setDaemon(true);
    started.thread.start();
    return started;
  }

  /** Hands a frame over, or drops it. */
  void offer(MaskedFrame frame) throws InterruptedException {
    if (failure.isPresent()) {
      return;
    }
    if (!dropping) {
      queue.put(Optional.of(frame));
    } else if (!queue.offer(Optional.of(frame))) {
      dropped.incrementAndGet();
    }
  }

  /** What a person should know, if anything. */
  Optional<String> remark() {
    if (failure.isPresent()) {
      return Optional.of("%s failed: %s".formatted(output.name(), failure.get()));
    }
    return dropped.get() == 0
        ? Optional.empty()
        : Optional.of(
            "%s was too slow for %,d frames, which it does not have"
                .formatted(output.name(), dropped.get()));
  }

  /** Writes what waits and closes the output. */
  @Override
  public void close() {
    Uninterruptibles.run(() -> queue.put(Optional.empty()));
    Uninterruptibles.run(thread::join);
  }

  private void run() {
    try {
      for (Optional<MaskedFrame> frame = queue.take(); frame.isPresent(); frame = queue.take()) {
        if (failure.isEmpty()) {
          write(frame.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      output.close();
    }
  }

  private void write(MaskedFrame frame) {
    try {
      output.write(frame);
    } catch (RuntimeException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
