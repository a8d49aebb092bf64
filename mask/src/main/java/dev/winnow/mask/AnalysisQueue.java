package dev.winnow.mask;

import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredCapture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The masked frames that are worth asking about, until somebody asks. Of a live source the newest
 * waits and no other; a file waits for whoever asks.
 */
final class AnalysisQueue {
  private static final int WAITING = 4;

  /** Mean difference of a channel from the frame last asked about, of 255, that is a motion. */
  private static final double MOTION = 3;

  private final boolean live;
  private final FilterRun.Pace pace;
  private final ReleasedCaptures released;

  // Guarded by this.
  private final Deque<Waiting> frames = new ArrayDeque<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean ended;

  // Only the thread that offers.
  private Optional<Duration> last = Optional.empty();
  private int[] grid = {};

  /** A frame, and when it came, by this machine's clock. */
  private record Waiting(MaskedFrame frame, long received) {}

  /**
   * @param form of what leaves; closed with this
   */
  AnalysisQueue(boolean live, FilterRun.Pace pace, String source, ReleaseForm form) {
    this.live = live;
    this.pace = pace;
    this.released = new ReleasedCaptures(source, form);
  }

  /**
   * Takes a frame if it is worth asking about.
   *
   * @param received when it came, by {@link System#nanoTime}
   */
  void offer(MaskedFrame frame, long received) throws InterruptedException {
    if (!isDue(frame) || !hasMoved(frame)) {
      return;
    }
    last = Optional.of(frame.time());
    synchronized (this) {
      if (live) {
        frames.clear();
      }
      while (frames.size() >= WAITING && !ended) {
        wait();
      }
      frames.add(new Waiting(frame, received));
      notifyAll();
    }
  }

  /** No more frames come. */
  synchronized void end(Optional<RuntimeException> why) {
    failure = why;
    ended = true;
    notifyAll();
  }

  /** The next frame as it leaves; waits for it. Empty once there are no more. */
  Optional<FilteredCapture> next() {
    return taken().map(waiting -> released.of(waiting.frame, waiting.received));
  }

  private synchronized Optional<Waiting> taken() {
    try {
      while (frames.isEmpty() && !ended) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    if (frames.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    Optional<Waiting> frame = Optional.ofNullable(frames.poll());
    notifyAll();
    return frame;
  }

  private boolean isDue(MaskedFrame frame) {
    return last.isEmpty() || frame.time().minus(last.get()).compareTo(pace.every()) >= 0;
  }

  /** A frame that is masked whole shows nothing. */
  private boolean hasMoved(MaskedFrame frame) {
    if (frame.isWhole()) {
      return false;
    }
    if (!pace.motion()) {
      return true;
    }
    int[] now = SceneCut.grid(frame.image());
    if (SceneCut.difference(grid, now) < MOTION) {
      return false;
    }
    grid = now;
    return true;
  }

  void close() {
    released.close();
  }
}
