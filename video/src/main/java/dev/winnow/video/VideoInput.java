package dev.winnow.video;

import dev.winnow.data.DamagedCaptureException;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.video.io.IoDeadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads videos with FFmpeg: files of any container and codec that it knows, animated GIF among
 * them; still images, which are videos of one frame; {@code rtsp://} over TCP or else UDP; MPEG-TS
 * by {@code udp://} and {@code tcp://}; whatever comes by {@code http://} and {@code https://};
 * cameras of Linux as {@code v4l2:/dev/video0}.
 *
 * <p>Frames come upright, with the times of their timestamps, however irregular. Interlaced ones
 * are made whole. A frame in which the decoder notices a fault is kept back and counted, and so are
 * those that are made of it; codecs without checksums do not notice every fault. A file that is cut
 * short ends where it is cut.
 *
 * <p>Nothing is trusted: the size of frames is checked before one is decoded (at most {@link
 * ImageDecoder#MOST_PIXELS}), and FFmpeg may use no protocol but those that the source needs. A
 * file makes it open nothing, whatever it names.
 *
 * <p>No wait is longer than the timeout, but for names of hosts, which the system looks up in its
 * own time.
 *
 * <p>Memory: 3 bytes a pixel for the frame that is handed out, 3 more for its conversion, and what
 * the codec keeps, up to 17 frames of 1.5 bytes a pixel. Everything native is freed by {@link
 * #close}.
 */
public final class VideoInput implements FrameSource {
  /** How long a network or a camera may give nothing. */
  public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  /** So many frames are looked at for the rate of a stream that does not state it. */
  private static final int LOOK_AHEAD = 4;

  private final SourceAddress address;
  private final Duration timeout;
  private final IoDeadline deadline;
  private final SoundTrack.Listener listener;
  private final Queue<VideoFrame> ahead = new ArrayDeque<>();
  private @Nullable TimedFrames frames;
  private VideoFormat format = new VideoFormat(1, 1, 0);
  private boolean isLive;
  private long damaged;

  private VideoInput(
      SourceAddress address, Duration timeout, IoDeadline deadline, SoundTrack.Listener listener) {
    this.address = address;
    this.timeout = timeout;
    this.deadline = deadline;
    this.listener = listener;
  }

  /**
   * Opens a source, waiting for {@link #USUAL_TIMEOUT} at most.
   *
   * @param source a file or a URL
   * @throws UnreadableVideoException if it is no video that can be read
   * @throws UnreachableSourceException if nothing answers there
   * @throws StalledSourceException if no frame comes in time
   */
  public static VideoInput open(String source) {
    return open(source, USUAL_TIMEOUT);
  }

  /**
   * Opens a source and decodes its first frame, of a stream without a rate its first four.
   *
   * @param source a file or a URL
   * @param timeout how long to wait for this, and for each frame; of files it does not count
   * @throws IllegalArgumentException if the timeout is not above zero
   * @throws UnreadableVideoException if it is no video that can be read
   * @throws UnreachableSourceException if nothing answers there
   * @throws StalledSourceException if no frame comes in time
   */
  public static VideoInput open(String source, Duration timeout) {
    return open(SourceAddress.of(source), timeout, new IoDeadline(), SoundTrack.Listener.NOBODY);
  }

  /**
   * Opens a source, waiting for {@link #USUAL_TIMEOUT} at most.
   *
   * @param source a file or a URL
   * @throws UnreadableVideoException if it is no video that can be read
   * @throws UnreachableSourceException if nothing answers there
   * @throws StalledSourceException if no frame comes in time
   * @throws UntrustedSourceException if the server's certificate is not trusted
   */
  public static VideoInput open(String source, SourceOptions options) {
    return open(options.address(source), USUAL_TIMEOUT, new IoDeadline(), options.listener());
  }

  /**
   * Whether a source is a file, which has all of its frames already.
   *
   * @param source a file or a URL
   * @throws UnreadableVideoException if it is a URL of a kind that is not read
   */
  public static boolean isFile(String source) {
    return SourceAddress.of(source).kind() == SourceAddress.Kind.FILE;
  }

  /**
   * Whether only an open source says if it has an end, as of HTTP, by which files and cameras are
   * reached.
   *
   * @param source a file or a URL
   * @throws UnreadableVideoException if it is a URL of a kind that is not read
   */
  public static boolean mayEnd(String source) {
    return SourceAddress.of(source).kind() == SourceAddress.Kind.HTTP;
  }

  /** With a deadline by which another thread can end this. */
  static VideoInput open(
      SourceAddress address, Duration timeout, IoDeadline deadline, SoundTrack.Listener listener) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout of " + timeout);
    }
    address.requireFile();
    address.requireAuthorities();
    VideoInput input = new VideoInput(address, timeout, deadline, listener);
    try {
      Ffmpeg.load();
      input.start();
      return input;
    } catch (LinkageError e) {
      input.close();
      throw new UnreadableVideoException(address.shown(), Ffmpeg.MISSING, e);
    } catch (RuntimeException | Error e) {
      input.close();
      throw e;
    }
  }

  private synchronized void start() {
    if (address.kind() != SourceAddress.Kind.FILE) {
      deadline.start(timeout);
    }
    Demuxer demuxer = Demuxer.open(address, deadline, timeout, listener.wants());
    frames = new TimedFrames(demuxer, timeout, listener);
    isLive = demuxer.isLive();
    if (address.kind() == SourceAddress.Kind.FILE
        && StillFile.is(address.path(), demuxer.formatName())) {
      Image still = ImageDecoder.read(address.path());
      free();
      ahead.add(new VideoFrame(still, Duration.ZERO));
      format = new VideoFormat(still.width(), still.height(), 0);
      return;
    }
    VideoFrame first = decoded().orElseThrow(this::nothing);
    ahead.add(first);
    format = new VideoFormat(first.image().width(), first.image().height(), rate(frames));
  }

  private RuntimeException nothing() {
    return isLive
        ? new UnreachableSourceException(address.shown(), "it ended before its first frame")
        : new UnreadableVideoException(address.shown(), "none of its frames can be decoded");
  }

  /** As the source says, or else the usual time between its first frames. */
  private double rate(TimedFrames frames) {
    double said = frames.rate();
    if (said > 0) {
      return said;
    }
    List<Duration> gaps = new ArrayList<>();
    Duration last = Duration.ZERO;
    while (ahead.size() < LOOK_AHEAD) {
      Optional<VideoFrame> frame = decoded();
      if (frame.isEmpty()) {
        break;
      }
      ahead.add(frame.get());
      gaps.add(frame.get().time().minus(last));
      last = frame.get().time();
    }
    gaps.sort(null);
    return gaps.isEmpty() ? 0 : 1e9 / gaps.get(gaps.size() / 2).toNanos();
  }

  SourceAddress address() {
    return address;
  }

  @Override
  public VideoFormat format() {
    return format;
  }

  @Override
  public synchronized Optional<VideoFrame> next() {
    return ahead.isEmpty() ? decoded() : Optional.of(ahead.remove());
  }

  private Optional<VideoFrame> decoded() {
    TimedFrames open = frames;
    if (open == null || deadline.isStopped()) {
      return Optional.empty();
    }
    if (address.kind() != SourceAddress.Kind.FILE) {
      deadline.start(timeout);
    }
    try {
      return open.next();
    } catch (DamagedCaptureException e) {
      throw new UnreadableVideoException(address.shown(), e.clause(), e);
    }
  }

  /**
   * How many frames were kept back so far because of a fault; at the end of a file also how many it
   * lacks of those that its header announces.
   */
  public synchronized long damaged() {
    return frames == null ? damaged : frames.damaged();
  }

  @Override
  public boolean isLive() {
    return isLive;
  }

  @Override
  public void close() {
    // Whoever waits for the next frame holds the lock, and gives it up then.
    deadline.stop();
    free();
  }

  private synchronized void free() {
    if (frames != null) {
      damaged = frames.damaged();
      frames.close();
      frames = null;
    }
    deadline.close();
  }
}
