package dev.winnow.video;

import dev.winnow.data.DamagedCaptureException;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * From packets to whole pictures, in the order in which they are seen. It closes what it is made
 * of; whoever opens it closes it.
 */
final class DecodedFrames implements AutoCloseable {
  private final Demuxer demuxer;
  private @Nullable FrameDecoder decoder;
  private @Nullable Deinterlacer deinterlacer;
  private @Nullable AVFrame waiting;
  private boolean ended;

  DecodedFrames(Demuxer demuxer) {
    this.demuxer = demuxer;
  }

  /**
   * The next frame, valid until the next call; null at the end.
   *
   * @throws DamagedCaptureException if frames are too large, or coded in a way that is not read
   */
  @Nullable AVFrame next(Duration timeout) throws DamagedCaptureException {
    while (true) {
      AVFrame frame = deinterlacer == null ? null : deinterlacer.receive();
      if (frame == null) {
        frame = received();
      }
      if (frame != null) {
        return frame;
      }
      if (ended) {
        return null;
      }
      feed(timeout);
    }
  }

  /** A frame of the decoder that is whole as it is; the others go to the deinterlacer. */
  private @Nullable AVFrame received() {
    AVFrame frame = waiting != null ? waiting : decoder == null ? null : decoder.receive();
    waiting = null;
    if (frame == null) {
      return ended && deinterlacer != null ? deinterlacer.last() : null;
    }
    if (deinterlacer != null && !deinterlacer.takes(frame)) {
      waiting = frame;
      AVFrame last = deinterlacer.last();
      if (last != null) {
        return last;
      }
      waiting = null;
      deinterlacer.close();
      deinterlacer = null;
    }
    if (deinterlacer == null && Deinterlacer.isNeededFor(frame)) {
      deinterlacer = new Deinterlacer(frame);
    }
    if (deinterlacer == null || !deinterlacer.works()) {
      return frame;
    }
    deinterlacer.send(frame);
    return deinterlacer.receive();
  }

  private void feed(Duration timeout) throws DamagedCaptureException {
    AVPacket packet = demuxer.next(timeout);
    if (packet != null) {
      if (decoder == null) {
        decoder = FrameDecoder.open(demuxer.stream().codecpar(), demuxer.isLive());
      }
      decoder.send(packet);
    } else {
      ended = true;
      if (decoder != null) {
        decoder.finish();
      }
    }
  }

  /** Frames that were kept back. */
  long damaged() {
    return decoder == null ? 0 : decoder.damaged();
  }

  /** As the coded pictures say; 0 if they do not. */
  double rate() {
    return decoder == null ? 0 : VideoStreams.value(decoder.context().framerate());
  }

  @Override
  public void close() {
    if (deinterlacer != null) {
      deinterlacer.close();
    }
    if (decoder != null) {
      decoder.close();
    }
    demuxer.close();
  }
}
