package dev.winnow.video;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands out each frame when it is due by its time, counted from when the first was taken: a file
 * played as it was recorded. A reader that is late gets the next frame at once; none is left out.
 */
public final class PacedSource implements FrameSource {
  private final FrameSource source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closed = lock.newCondition();
  private boolean isClosed;
  private boolean isBegun;
  private long begun;

  private PacedSource(FrameSource source) {
    this.source = source;
  }

  /**
   * Paces a source.
   *
   * @param source closed with this
   */
  public static PacedSource of(FrameSource source) {
    return new PacedSource(source);
  }

  @Override
  public VideoFormat format() {
    return source.format();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of a thread that is interrupted it ends the wait, and is empty.
   */
  @Override
  public Optional<VideoFrame> next() {
    return source.next().filter(this::isDue);
  }

  /** Waits; false if this is closed before. */
  private boolean isDue(VideoFrame frame) {
    lock.lock();
    try {
      if (!isBegun) {
        isBegun = true;
        begun = System.nanoTime() - frame.time().toNanos();
      }
      long left = begun + frame.time().toNanos() - System.nanoTime();
      while (left > 0 && !isClosed) {
        if (!closed.await(left, TimeUnit.NANOSECONDS)) {
          break;
        }
        left = begun + frame.time().toNanos() - System.nanoTime();
      }
      return !isClosed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isLive() {
    return source.isLive();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      closed.signalAll();
    } finally {
      lock.unlock();
    }
    source.close();
  }
}
