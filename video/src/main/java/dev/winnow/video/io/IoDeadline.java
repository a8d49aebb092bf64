package dev.winnow.video.io;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Until when FFmpeg may wait for a network. It asks every tenth of a second, from whatever thread
 * waits. Whoever opens it closes it, after what it is attached to.
 */
public final class IoDeadline implements AutoCloseable {
  private static final Map<Long, IoDeadline> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** One for all, because JavaCPP was built for ten functions of a kind at a time. */
  private static final Question QUESTION = new Question();

  private final long number = NUMBERS.incrementAndGet();
  private volatile long started = System.nanoTime();
  private volatile long allowed = Long.MAX_VALUE;
  private volatile boolean stopped;
  private volatile boolean missed;

  /** No limit yet. */
  public IoDeadline() {}

  /** Lets FFmpeg ask about it whatever it does with a source or a target. */
  public void attachTo(AVFormatContext format) {
    OPEN.put(number, this);
    format.interrupt_callback().callback(QUESTION).opaque(new PlainNumber(number));
  }

  /** From now on it may wait so long in all. */
  public void start(Duration time) {
    started = System.nanoTime();
    allowed = time.toNanos();
  }

  /** Ends every wait, also those to come. */
  public void stop() {
    stopped = true;
  }

  /** Whether every wait was ended. */
  public boolean isStopped() {
    return stopped;
  }

  /** Whether the time is over, or every wait was ended. */
  public boolean isOver() {
    return stopped || System.nanoTime() - started > allowed;
  }

  /** Whether a wait was ended because it was over; FFmpeg may hand out what it had before. */
  public boolean wasMissed() {
    return missed;
  }

  private boolean endsWait() {
    boolean isOver = isOver();
    missed |= isOver;
    return isOver;
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }

  private static final class Question extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer number) {
      IoDeadline deadline = OPEN.get(number.address());
      return deadline == null || deadline.endsWait() ? 1 : 0;
    }
  }
}
