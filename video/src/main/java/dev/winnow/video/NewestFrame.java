package dev.winnow.video;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The place between the thread that reads a live source and those who look: it holds one frame. */
final class NewestFrame {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable VideoFormat format;
  private @Nullable VideoFrame frame;
  private LiveStatistics statistics = new LiveStatistics(false, 0, 0, 0, 0, "");
  private boolean isClosed;

  /** The source is found. */
  LiveStatistics found(VideoFormat said) {
    lock.lock();
    try {
      format = format == null ? said : format;
      LiveStatistics s = statistics;
      statistics =
          new LiveStatistics(
              true, s.frames(), s.dropped(), s.damaged(), s.reconnects(), s.trouble());
      changed.signalAll();
      return statistics;
    } finally {
      lock.unlock();
    }
  }

  /** A frame is received, after so many damaged ones. */
  void put(VideoFrame next, long damaged) {
    lock.lock();
    try {
      LiveStatistics s = statistics;
      statistics =
          new LiveStatistics(
              true,
              s.frames() + 1,
              s.dropped() + (frame == null ? 0 : 1),
              s.damaged() + damaged,
              s.reconnects(),
              s.trouble());
      frame = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The source is lost, or was not found. */
  LiveStatistics lost(String trouble) {
    lock.lock();
    try {
      LiveStatistics s = statistics;
      statistics =
          new LiveStatistics(false, s.frames(), s.dropped(), s.damaged(), s.reconnects(), trouble);
      return statistics;
    } finally {
      lock.unlock();
    }
  }

  /** The source is sought once more. */
  void soughtAgain() {
    lock.lock();
    try {
      LiveStatistics s = statistics;
      statistics =
          new LiveStatistics(
              false, s.frames(), s.dropped(), s.damaged(), s.reconnects() + 1, s.trouble());
    } finally {
      lock.unlock();
    }
  }

  LiveStatistics statistics() {
    lock.lock();
    try {
      return statistics;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is one; empty if this is closed, or the thread interrupted. */
  Optional<VideoFormat> format() {
    lock.lock();
    try {
      while (format == null && !isClosed) {
        changed.await();
      }
      return Optional.ofNullable(format);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Waits so many nanoseconds for a frame, and takes it away. */
  Optional<VideoFrame> take(long longest) {
    lock.lock();
    try {
      long left = longest;
      while (frame == null && !isClosed && left > 0) {
        left = changed.awaitNanos(left);
      }
      Optional<VideoFrame> taken = isClosed ? Optional.empty() : Optional.ofNullable(frame);
      frame = null;
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a while.
   *
   * @return false if this is closed before
   */
  boolean pause(long nanoseconds) {
    lock.lock();
    try {
      long left = nanoseconds;
      while (!isClosed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !isClosed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
