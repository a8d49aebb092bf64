package dev.winnow.data;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The captures of a stream in windows as long as a network's input, each named by its time. What is
 * no longer than a window, and what no time passes in, stays as it is; of what is longer the last
 * window begins before the end and may reach beyond it. A capture that is a part of a file already
 * is parted within its own time. What cannot be read stays one capture, and says so when it is
 * read.
 *
 * <p>The bytes of one capture are in memory at a time, and of those whose windows are still to be
 * read.
 */
public final class SlidingWindows extends ForwardingCaptureStream {
  /** Shorter than what lies between two samples. */
  private static final double NOTHING = 1e-6;

  private final InputPreprocessor preprocessor;
  private final double hop;
  private Windows open = Windows.NONE;
  private long sequence;

  /**
   * Windows of one capture.
   *
   * @param capture with its bytes at hand
   * @param duration of the whole recording, in seconds
   * @param from in seconds since the file's first value
   * @param to where the capture ends
   * @param next the number of the window to come
   * @param isDone whether there is no further one
   */
  private record Windows(
      Optional<Capture> capture,
      double duration,
      double from,
      double to,
      long next,
      boolean isDone) {
    static final Windows NONE = new Windows(Optional.empty(), 0, 0, 0, 0, true);
  }

  /** A window of a recording whose bytes are at hand, so large a share of it. */
  private record Part(Capture.Content recording, double share) implements Capture.Content {
    @Override
    public byte[] bytes() {
      return recording.bytes();
    }

    @Override
    public int size(byte[] bytes) {
      return (int) (bytes.length * share);
    }
  }

  private SlidingWindows(CaptureStream captures, InputPreprocessor preprocessor, double hop) {
    super(captures);
    this.preprocessor = preprocessor;
    this.hop = hop;
  }

  /**
   * A stream in windows; whoever closes it closes the stream too.
   *
   * @param preprocessor says how long its input is, and how long captures are
   * @param hop from the start of a window to that of the next, in seconds, above 0
   * @throws IllegalArgumentException if the hop is not above 0
   */
  public static CaptureStream of(
      CaptureStream captures, InputPreprocessor preprocessor, double hop) {
    if (preprocessor.spec().seconds() == 0) {
      return captures;
    }
    if (!(hop > 0 && Double.isFinite(hop))) {
      throw new IllegalArgumentException("from window to window must be above 0 s, not " + hop);
    }
    return new SlidingWindows(captures, preprocessor, hop);
  }

  /** Nobody knows before the captures are opened. */
  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Capture> next() {
    if (!open.isDone) {
      return open.capture.map(this::window);
    }
    return captures.next().map(this::first);
  }

  @Override
  public boolean awaitNext() {
    return !open.isDone || captures.awaitNext();
  }

  @Override
  public Optional<Capture> poll() {
    return open.isDone ? captures.poll().map(this::first) : next();
  }

  /** A recording whose windows are not all handed out is not dealt with. */
  @Override
  public long mark() {
    return open.isDone ? captures.mark() : captures.mark() - 1;
  }

  @Override
  public void close() {
    open = Windows.NONE;
    super.close();
  }

  private Capture first(Capture capture) {
    byte[] bytes;
    double duration;
    try {
      bytes = capture.content().bytes();
      duration = preprocessor.duration(capture.id(), bytes);
    } catch (UnreadableCaptureException e) {
      return numbered(
          capture,
          capture.id().time(),
          () -> {
            throw e;
          });
    }
    double from = capture.id().time().map(TimeWindow::start).orElse(0.0);
    double to = Math.min(duration, capture.id().time().map(TimeWindow::end).orElse(duration));
    if (to - from <= preprocessor.spec().seconds() + NOTHING) {
      return numbered(capture, capture.id().time(), () -> bytes);
    }
    Capture held = new Capture(capture.id(), capture.sample(), () -> bytes);
    open = new Windows(Optional.of(held), duration, from, to, 0, false);
    return window(held);
  }

  private Capture window(Capture capture) {
    double start = open.from + open.next * hop;
    double end = start + preprocessor.spec().seconds();
    double after = open.from + (open.next + 1) * hop;
    boolean isLast = end >= open.to - NOTHING || after >= open.to - NOTHING;
    TimeWindow time = new TimeWindow(rounded(start), rounded(Math.min(end, open.to)));
    double share = Math.min(1, (time.end() - time.start()) / open.duration);
    open =
        isLast
            ? Windows.NONE
            : new Windows(open.capture, open.duration, open.from, open.to, open.next + 1, false);
    return numbered(capture, Optional.of(time), new Part(capture.content(), share));
  }

  private Capture numbered(Capture capture, Optional<TimeWindow> time, Capture.Content content) {
    CaptureId id = new CaptureId(capture.id().source(), sequence++, time);
    return new Capture(id, capture.sample(), content);
  }

  /** To a millionth of a second, so that people can read it. */
  private static double rounded(double seconds) {
    return Math.round(seconds * 1e6) / 1e6;
  }
}
