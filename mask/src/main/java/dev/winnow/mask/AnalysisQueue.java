package dev.winnow.mask;

import dev.winnow.core.ImageSpec;
import dev.winnow.data.FilterRun;
import dev.winnow.data.FilteredCapture;
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
  private final ReleasedJpeg jpeg;

  // Guarded by this.
  private final Deque<MaskedFrame> frames = new ArrayDeque<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean ended;

  // Only the thread that offers.
  private Optional<Duration> last = Optional.empty();
  private int[] grid = {};

  AnalysisQueue(boolean live, FilterRun.Pace pace, String source, ImageSpec largest) {
    this.live = live;
    this.pace = pace;
    this.jpeg = new ReleasedJpeg(source, largest);
  }

  /** Takes a frame if it is worth asking about. */
  void offer(MaskedFrame frame) throws InterruptedException {
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
      frames.add(frame);
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
    Optional<MaskedFrame> frame = taken();
    return frame.map(jpeg::of);
  }

  private synchronized Optional<MaskedFrame> taken() {
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
    Optional<MaskedFrame> frame = Optional.ofNullable(frames.poll());
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
    jpeg.close();
  }
}
