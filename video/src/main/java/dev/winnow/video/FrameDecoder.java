package dev.winnow.video;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_COPY_OPAQUE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_STRICT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.winnow.data.DamagedCaptureException;
import dev.winnow.image.ImageDecoder;
import dev.winnow.video.io.PlainNumber;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the packets of one video, in the thread that calls, and keeps back every frame with a
 * fault that the decoder noticed, with those that are made of it: until the next frame that stands
 * for itself, or for {@link #PATIENCE} frames if a stream has none. Whoever opens it closes it.
 */
final class FrameDecoder implements AutoCloseable {
  /** Streams that refresh themselves bit by bit are whole again after so many frames. */
  private static final int PATIENCE = 300;

  private final AVCodecContext context;
  private final AVFrame frame;
  private long sent;
  private long faultAt = -1;
  private long keptBack;
  private long damaged;

  private FrameDecoder(AVCodec codec) {
    this.context = avcodec_alloc_context3(codec);
    this.frame = av_frame_alloc();
  }

  /**
   * Opens a decoder.
   *
   * @param isLive whether frames are to come as soon as they can, and may start anywhere
   * @throws DamagedCaptureException if frames are too large, or coded in a way that is not read
   */
  static FrameDecoder open(AVCodecParameters said, boolean isLive) throws DamagedCaptureException {
    if ((long) said.width() * said.height() > ImageDecoder.MOST_PIXELS) {
      throw new DamagedCaptureException(
          "its frames are %d×%d pixels, more than %d"
              .formatted(said.width(), said.height(), ImageDecoder.MOST_PIXELS));
    }
    AVCodec codec =
        said.codec_id() == AV_CODEC_ID_AV1
            ? avcodec_find_decoder_by_name("libaom-av1")
            : avcodec_find_decoder(said.codec_id());
    if (codec == null) {
      throw notRead();
    }
    FrameDecoder decoder = new FrameDecoder(codec);
    try {
      decoder.start(codec, said, isLive);
      return decoder;
    } catch (DamagedCaptureException | RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  private void start(AVCodec codec, AVCodecParameters said, boolean isLive)
      throws DamagedCaptureException {
    if (avcodec_parameters_to_context(context, said) < 0) {
      throw notRead();
    }
    context.thread_count(1);
    context.max_pixels(ImageDecoder.MOST_PIXELS);
    context.flags(context.flags() | AV_CODEC_FLAG_COPY_OPAQUE);
    if (isLive) {
      faultAt = 0;
    } else {
      // Waits as long as the standard allows for frames to be put in order.
      context.strict_std_compliance(FF_COMPLIANCE_STRICT);
    }
    if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
      throw notRead();
    }
  }

  /** A frame; null if the decoder needs another packet first, or has come to its end. */
  @Nullable AVFrame receive() {
    while (true) {
      int result = avcodec_receive_frame(context, frame);
      if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
        return null;
      }
      if (result < 0) {
        fault(sent);
      } else if (isWhole()) {
        return frame;
      }
      damaged++;
    }
  }

  /** Hands over the next packet. */
  void send(AVPacket packet) {
    sent++;
    packet.opaque(new PlainNumber(sent));
    if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0
        || !isBounded(packet)
        || avcodec_send_packet(context, packet) < 0) {
      damaged++;
      fault(sent);
    }
  }

  /** Other decoders know the limit themselves. */
  private boolean isBounded(AVPacket packet) {
    if (context.codec_id() != AV_CODEC_ID_AV1) {
      return true;
    }
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes);
    return Av1Sequence.mostPixels(bytes).orElse(0) <= ImageDecoder.MOST_PIXELS;
  }

  /** There are no more packets: what is decoded and not yet handed out can be received. */
  void finish() {
    avcodec_send_packet(context, null);
  }

  /** Frames, or packets instead of them, that were kept back or could not be decoded. */
  long damaged() {
    return damaged;
  }

  AVCodecContext context() {
    return context;
  }

  private boolean isWhole() {
    long number = frame.opaque() == null ? sent : frame.opaque().address();
    if ((frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0) {
      fault(number);
      return false;
    }
    if (faultAt < 0 || number < faultAt) {
      return true;
    }
    if ((frame.flags() & AV_FRAME_FLAG_KEY) == 0 && keptBack < PATIENCE) {
      keptBack++;
      return false;
    }
    faultAt = -1;
    return true;
  }

  private void fault(long number) {
    faultAt = Math.max(faultAt, number);
    keptBack = 0;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }

  private static DamagedCaptureException notRead() {
    return new DamagedCaptureException("it is coded in a way that is not read here");
  }
}
