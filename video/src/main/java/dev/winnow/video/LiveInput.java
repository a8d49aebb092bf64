package dev.winnow.video;

import dev.winnow.core.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A source that never ends: a thread of its own reads it, keeps the newest frame only, and seeks
 * the source again whenever it is lost, stalls or cannot be found, until this is closed. A file is
 * played at its own pace, again and again, as if it were a camera.
 *
 * <p>Times grow over all connections: after a loss they go on with the time that passed.
 */
public final class LiveInput implements FrameSource {
  private final NewestFrame newest = new NewestFrame();
  private final LiveConnection connection;
  private final Thread thread;

  private LiveInput(LiveConnection connection) {
    this.connection = connection;
    this.thread = new Thread(() -> connection.run(newest), "live-input");
    thread.setDaemon(true);
  }

  /**
   * Begins to seek a source, and does not wait for it.
   *
   * @param source a file or a URL, as {@link VideoInput} reads it
   * @throws UnreadableVideoException if it is a URL of a kind that is not read
   */
  public static LiveInput open(String source) {
    return open(source, VideoInput.USUAL_TIMEOUT, statistics -> {});
  }

  /**
   * Begins to seek a source, and does not wait for it.
   *
   * @param source a file or a URL, as {@link VideoInput} reads it
   * @param timeout a source that gives no frame for so long is sought again
   * @param listener told whenever the source is found or lost, in the thread that reads
   * @throws IllegalArgumentException if the timeout is not above zero
   * @throws UnreadableVideoException if it is a URL of a kind that is not read
   */
  public static LiveInput open(String source, Duration timeout, Consumer<LiveStatistics> listener) {
    return open(source, timeout, listener, new BackOff(new SplittableRandom()));
  }

  /**
   * Begins to seek a source, and does not wait for it.
   *
   * @param source a file or a URL, as {@link VideoInput} reads it
   * @throws UnreadableVideoException if it is a URL of a kind that is not read
   */
  public static LiveInput open(String source, SourceOptions options) {
    LiveInput input = of(options.address(source), options);
    input.thread.start();
    return input;
  }

  /**
   * Goes on with a live source that is open already, and seeks it again whenever it is lost.
   *
   * @param opened by {@link VideoInput#open(String, SourceOptions)}; closed with this
   * @param options with which it was opened
   */
  public static LiveInput of(VideoInput opened, SourceOptions options) {
    LiveInput input = of(opened.address(), options);
    input.connection.beginWith(opened);
    input.thread.start();
    return input;
  }

  private static LiveInput of(SourceAddress address, SourceOptions options) {
    return new LiveInput(
        new LiveConnection(
            address,
            VideoInput.USUAL_TIMEOUT,
            statistics -> {},
            new BackOff(new SplittableRandom()),
            options.sound()));
  }

  static LiveInput open(
      String source, Duration timeout, Consumer<LiveStatistics> listener, BackOff backOff) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout of " + timeout);
    }
    SourceAddress address = SourceAddress.of(source);
    LiveInput input =
        new LiveInput(new LiveConnection(address, timeout, listener, backOff, List.of()));
    input.thread.start();
    return input;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits until the source is found for the first time.
   *
   * @throws IllegalStateException if this is closed before
   */
  @Override
  public VideoFormat format() {
    return newest
        .format()
        .orElseThrow(() -> new IllegalStateException("closed before the source was found"));
  }

  /**
   * Waits for a frame that was not handed out yet, and gives the newest; over losses of the source
   * too.
   *
   * @return the frame; empty once this is closed, or if the thread is interrupted
   */
  @Override
  public Optional<VideoFrame> next() {
    return newest.take(Long.MAX_VALUE);
  }

  /**
   * Waits for a frame that was not handed out yet, and gives the newest.
   *
   * @param longest how long to wait at most
   * @return the frame; empty if there was none, or this is closed
   */
  public Optional<VideoFrame> next(Duration longest) {
    return newest.take(TimeUnit.NANOSECONDS.convert(longest));
  }

  /** What became of the source so far. */
  public LiveStatistics statistics() {
    return newest.statistics();
  }

  @Override
  public boolean isLive() {
    return true;
  }

  /** {@inheritDoc} Ends the thread, and waits until everything native is freed. */
  @Override
  public void close() {
    newest.close();
    connection.close();
    if (Thread.currentThread() != thread) {
      Uninterruptibles.run(thread::join);
    }
  }
}
