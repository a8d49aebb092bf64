package dev.winnow.video;

import dev.winnow.image.Image;
import dev.winnow.video.io.IoDeadline;
import dev.winnow.video.track.SoundEncoder;
import dev.winnow.video.track.SoundReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * Writes a video with FFmpeg, by the target's ending or scheme: {@code .mp4} (in fragments, so that
 * an interrupted one plays up to its last two seconds), {@code .mkv} and {@code .ts} with H.264,
 * {@code .webm} with VP8; MPEG-TS with H.264 to {@code udp://} and {@code tcp://}; to a server that
 * takes what is published by {@code rtsp://}, over TCP.
 *
 * <p>The size of its frames is that of the format, made even: an image of another size is scaled
 * into it, whole, with black bars. Times are kept as they are, counted from the first frame; WebM
 * and Matroska round them to milliseconds. There is no sound unless somebody asks for it, and
 * nothing that says where or when it was made.
 *
 * <p>For one writer at a time. Frames are encoded and sent in the thread that writes; a target that
 * takes nothing holds it for the timeout at most, and is then given up.
 */
public final class VideoOutput implements AutoCloseable {
  /** How long a network may take nothing. */
  public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  private static final int VIDEO = 0;
  private static final int SOUND = 1;

  private final TargetAddress address;
  private final VideoFormat format;
  private final Duration timeout;
  private final IoDeadline deadline = new IoDeadline();
  private @Nullable FrameEncoder encoder;
  private @Nullable SoundEncoder sound;
  private @Nullable Muxer muxer;
  private @Nullable Duration first;
  private Duration last = Duration.ZERO;
  private long ticks = -1;

  private VideoOutput(TargetAddress address, VideoFormat format, Duration timeout) {
    this.address = address;
    this.format = format;
    this.timeout = timeout;
  }

  /**
   * Opens a target, waiting for {@link #USUAL_TIMEOUT} at most.
   *
   * @param target a file, which is overwritten, or a URL
   * @throws UnwritableVideoException if it cannot be opened, or not for frames of this size
   */
  public static VideoOutput open(String target, VideoFormat format) {
    return open(target, format, USUAL_TIMEOUT);
  }

  /**
   * Opens a target.
   *
   * @param target a file, which is overwritten, or a URL
   * @param format its rate is for the encoder's bit rate: times are those of the frames; 25 is
   *     taken if it is unknown
   * @param timeout how long to wait for this, and with each frame
   * @throws IllegalArgumentException if the timeout is not above zero
   * @throws UnwritableVideoException if it cannot be opened, or not for frames of this size
   */
  public static VideoOutput open(String target, VideoFormat format, Duration timeout) {
    return open(target, format, timeout, /* withSound= */ false);
  }

  /**
   * Opens a target that has sound too, of one channel, in AAC or, in WebM, in Opus.
   *
   * @param target a file, which is overwritten, or a URL
   * @throws UnwritableVideoException if it cannot be opened, or not for frames of this size
   */
  public static VideoOutput openWithSound(String target, VideoFormat format) {
    return open(target, format, USUAL_TIMEOUT, /* withSound= */ true);
  }

  private static VideoOutput open(
      String target, VideoFormat format, Duration timeout, boolean withSound) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout of " + timeout);
    }
    VideoOutput output = new VideoOutput(TargetAddress.of(target), format, timeout);
    try {
      Ffmpeg.load();
      output.start(withSound);
      return output;
    } catch (LinkageError e) {
      output.free();
      throw new UnwritableVideoException(output.address.shown(), Ffmpeg.MISSING, e);
    } catch (RuntimeException | Error e) {
      output.free();
      throw e;
    }
  }

  private synchronized void start(boolean withSound) {
    boolean hasHeader = !address.muxer().equals("mpegts");
    FrameEncoder opened = FrameEncoder.open(address.encoder(), format, hasHeader);
    if (opened == null) {
      throw new UnwritableVideoException(
          address.shown(),
          "frames of %d×%d pixels are not encoded here; write smaller ones"
              .formatted(format.width(), format.height()));
    }
    encoder = opened;
    List<AVCodecContext> codecs = new ArrayList<>(List.of(opened.context()));
    if (withSound) {
      SoundEncoder heard = SoundEncoder.open(address.soundEncoder(), hasHeader);
      if (heard == null) {
        throw new UnwritableVideoException(
            address.shown(), "sound is not encoded for it here; write another kind of file");
      }
      sound = heard;
      codecs.add(heard.context());
    }
    deadline.start(timeout);
    Muxer made = new Muxer(codecs);
    muxer = made;
    require(made.open(address, deadline));
  }

  /**
   * Writes the next frame.
   *
   * @param time since whatever moment, if only later than that of the frame before
   * @throws IllegalArgumentException if it is not
   * @throws IllegalStateException if this is closed, or has failed
   * @throws UnwritableVideoException if it cannot be written, or not in time; nothing more can
   */
  public synchronized void write(Image image, Duration time) {
    FrameEncoder open = encoder;
    if (open == null) {
      throw new IllegalStateException("closed, or failed before");
    }
    if (first == null) {
      first = time;
    } else if (time.compareTo(last) <= 0) {
      throw new IllegalArgumentException(
          "a frame at %s after one at %s".formatted(Seconds.of(time), Seconds.of(last)));
    }
    last = time;
    // A second later than zero, which receivers of RTP take for no time at all.
    long due = FrameEncoder.TICKS + time.minus(first).toNanos() * 9 / 100_000;
    ticks = Math.max(ticks + 1, due);
    deadline.start(timeout);
    require(open.send(image, ticks));
    pass(open);
  }

  private void pass(FrameEncoder open) {
    AVPacket packet = open.receive();
    while (packet != null && muxer != null) {
      packet.duration(Math.round(FrameEncoder.TICKS / FrameEncoder.rate(format)));
      require(muxer.write(packet, VIDEO));
      packet = open.receive();
    }
  }

  /**
   * Writes the sound that there is up to the frame that was written last; of an output without
   * sound, and before its first frame, it is left out.
   *
   * @throws UnwritableVideoException if it cannot be written, or not in time; nothing more can
   */
  public synchronized void write(SoundTrack track) {
    SoundEncoder open = sound;
    Duration start = first;
    if (open == null || start == null) {
      return;
    }
    deadline.start(timeout);
    for (SoundTrack.Chunk chunk : track.until(last)) {
      long at = chunk.time().minus(start).toNanos() * SoundReader.RATE / 1_000_000_000;
      if (at >= 0 && sound != null) {
        // A second later than zero, as the frames are.
        open.add(chunk.samples(), SoundReader.RATE + at, () -> pass(open));
      }
    }
  }

  private void pass(SoundEncoder open) {
    AVPacket packet = open.receive();
    while (packet != null && muxer != null) {
      require(muxer.write(packet, SOUND));
      packet = open.receive();
    }
  }

  private void require(int result) {
    if (result >= 0) {
      return;
    }
    String reason =
        deadline.isOver()
            ? "it took nothing for %s; see whether its receiver is on"
                .formatted(Seconds.of(timeout))
            : Ffmpeg.text(result) + "; see whether it may be written, and there is room";
    free();
    throw new UnwritableVideoException(address.shown(), reason);
  }

  /**
   * Writes the end and frees everything; may be called more than once.
   *
   * @throws UnwritableVideoException if the end cannot be written
   */
  @Override
  public synchronized void close() {
    FrameEncoder open = encoder;
    if (open == null || muxer == null) {
      return;
    }
    deadline.start(timeout);
    open.finish();
    pass(open);
    SoundEncoder heard = sound;
    if (heard != null) {
      heard.finish(() -> pass(heard));
    }
    require(muxer.finish());
    free();
  }

  private synchronized void free() {
    if (muxer != null) {
      muxer.close();
      muxer = null;
    }
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
    if (sound != null) {
      sound.close();
      sound = null;
    }
    deadline.close();
  }
}
