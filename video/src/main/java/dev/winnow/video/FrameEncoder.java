package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.winnow.image.Image;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Encodes images as they come, without looking ahead, in one thread. A key frame every two seconds
 * lets a reader enter and bounds what an interrupted file loses. Whoever opens it closes it.
 */
final class FrameEncoder implements AutoCloseable {
  /** Of the timestamps, in a second; MPEG-TS and RTP count so. */
  static final int TICKS = 90_000;

  private static final double USUAL_RATE = 25;

  /** Bits for each pixel, enough that a face looks as it did. */
  private static final double BITS = 0.2;

  /** As fast as can be, one frame after the other. */
  private static final Map<String, Map<String, String>> OPTIONS =
      Map.of(
          "libvpx",
          Map.of("deadline", "realtime", "cpu-used", "8", "lag-in-frames", "0"),
          "libopenh264",
          Map.of("rc_mode", "quality"));

  private final AVCodecContext context;
  private @Nullable YuvFrame picture;
  private final AVPacket packet = av_packet_alloc();

  private FrameEncoder(AVCodec codec) {
    context = avcodec_alloc_context3(codec);
  }

  /**
   * Opens an encoder.
   *
   * @param hasHeader whether what describes the stream is kept apart from it
   * @return null if there is no such encoder, or it does not encode frames so large
   */
  static @Nullable FrameEncoder open(String name, VideoFormat format, boolean hasHeader) {
    AVCodec codec = avcodec_find_encoder_by_name(name);
    if (codec == null) {
      return null;
    }
    FrameEncoder encoder = new FrameEncoder(codec);
    if (!encoder.start(codec, name, format, hasHeader)) {
      encoder.close();
      return null;
    }
    return encoder;
  }

  private boolean start(AVCodec codec, String name, VideoFormat format, boolean hasHeader) {
    double rate = rate(format);
    context.width(even(format.width())).height(even(format.height())).pix_fmt(AV_PIX_FMT_YUV420P);
    context.colorspace(AVCOL_SPC_SMPTE170M).color_range(AVCOL_RANGE_MPEG);
    context.time_base().num(1).den(TICKS);
    context.framerate().num((int) Math.round(1000 * rate)).den(1000);
    context.gop_size(Math.max(1, (int) Math.round(2 * rate))).max_b_frames(0);
    context.bit_rate((long) (BITS * context.width() * context.height() * rate));
    context.thread_count(1);
    context.flags(
        context.flags() | AV_CODEC_FLAG_BITEXACT | (hasHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
    AVDictionary options = new AVDictionary(null);
    OPTIONS.getOrDefault(name, Map.of()).forEach((k, v) -> av_dict_set(options, k, v, 0));
    try {
      return avcodec_open2(context, codec, options) >= 0;
    } finally {
      av_dict_free(options);
    }
  }

  /** Of a format that states none, the usual one. */
  static double rate(VideoFormat format) {
    return format.rate() > 0 ? format.rate() : USUAL_RATE;
  }

  private static int even(int extent) {
    return extent + extent % 2;
  }

  AVCodecContext context() {
    return context;
  }

  /** Hands over a frame; a negative number if it is not taken. */
  int send(Image image, long ticks) {
    if (picture == null) {
      picture = new YuvFrame(context.width(), context.height(), false);
    }
    AVFrame frame = picture.of(image);
    frame.pts(ticks);
    return avcodec_send_frame(context, frame);
  }

  /** No frame follows. */
  void finish() {
    avcodec_send_frame(context, null);
  }

  /** The next packet, until the next call; null if there is none yet. */
  @Nullable AVPacket receive() {
    av_packet_unref(packet);
    return avcodec_receive_packet(context, packet) >= 0 ? packet : null;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    if (picture != null) {
      picture.close();
    }
    avcodec_free_context(context);
  }
}
