package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import dev.winnow.data.DamagedCaptureException;
import dev.winnow.video.track.SoundReader;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** The frames of a source as images with their times. Whoever opens it closes it. */
final class TimedFrames implements AutoCloseable {
  private static final long SECOND = 1_000_000_000;

  /** What a frame takes where nothing is said. */
  private static final double USUAL_RATE = 25;

  private final Demuxer demuxer;
  private final DecodedFrames frames;
  private final ImageConversion conversion = new ImageConversion();
  private final Duration timeout;
  private final SoundTrack.Listener listener;
  private @Nullable FrameClock clock;

  /**
   * @param listener told of the sound beside the frames
   */
  TimedFrames(Demuxer demuxer, Duration timeout, SoundTrack.Listener listener) {
    this.demuxer = demuxer;
    this.listener = listener;
    this.frames = new DecodedFrames(demuxer);
    this.timeout = timeout;
  }

  /**
   * The next frame; empty at the end.
   *
   * @throws DamagedCaptureException if frames are too large, or coded in a way that is not read
   */
  Optional<VideoFrame> next() throws DamagedCaptureException {
    AVFrame frame = frames.next(timeout);
    if (frame == null) {
      hear();
      return Optional.empty();
    }
    if (clock == null) {
      demuxer.sound().ifPresent(sound -> listener.found());
      double rate = rate();
      clock = new FrameClock((long) (SECOND / (rate > 0 ? rate : USUAL_RATE)));
    }
    Duration time = clock.time(stamp(frame, demuxer.stream()));
    hear();
    return Optional.of(new VideoFrame(conversion.image(frame), time));
  }

  /** Tells of the sound that was read on the way to a frame. */
  private void hear() {
    FrameClock known = clock;
    if (known != null && demuxer.sound().isPresent()) {
      for (SoundReader.StampedSound sound : demuxer.sound().get().taken()) {
        Duration time = known.timeOf(sound.stamp());
        if (!time.isNegative()) {
          listener.heard(new SoundTrack.Chunk(sound.samples(), time));
        }
      }
    }
  }

  private static OptionalLong stamp(AVFrame frame, AVStream stream) {
    long stamp = frame.best_effort_timestamp();
    AVRational unit = stream.time_base();
    return stamp == AV_NOPTS_VALUE || unit.den() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(av_rescale(stamp, unit.num() * SECOND, unit.den()));
  }

  /** As the container says, or else the codec; 0 if neither does, or before the first frame. */
  double rate() {
    double rate = VideoStreams.rate(demuxer.stream());
    return rate > 0 ? rate : frames.rate();
  }

  boolean isLive() {
    return demuxer.isLive();
  }

  /** Frames that were kept back, and those that a file that is cut short does not have. */
  long damaged() {
    return frames.damaged() + demuxer.missing();
  }

  @Override
  public void close() {
    conversion.close();
    frames.close();
  }
}
