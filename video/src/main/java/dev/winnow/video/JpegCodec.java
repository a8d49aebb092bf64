package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import dev.winnow.image.Image;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;

/** FFmpeg's encoder of JPEG for images of one size. Whoever opens it closes it. */
final class JpegCodec implements AutoCloseable {
  private final AVCodecContext context;
  private final YuvFrame picture;
  private final AVPacket packet = av_packet_alloc();
  private final boolean works;
  private long frames;

  /**
   * Takes memory.
   *
   * @param quality from 1 to 100
   * @throws OutOfMemoryError if there is none
   */
  JpegCodec(int width, int height, int quality) {
    picture = new YuvFrame(width, height, true);
    AVCodec codec = avcodec_find_encoder_by_name("mjpeg");
    context = avcodec_alloc_context3(codec);
    context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
    context.color_range(AVCOL_RANGE_JPEG).colorspace(AVCOL_SPC_SMPTE170M);
    context.time_base().num(1).den(25);
    context.flags(context.flags() | AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT);
    context.thread_count(1);
    // FFmpeg multiplies a table by its own quality and divides it by 8.
    context.global_quality(8 * FF_QP2LAMBDA);
    context.intra_matrix(table(JpegTables.brightness(quality)));
    context.chroma_intra_matrix(table(JpegTables.colour(quality)));
    works = avcodec_open2(context, codec, (AVDictionary) null) >= 0;
  }

  /** Freed with the encoder. */
  private static ShortPointer table(short[] values) {
    return new ShortPointer(av_malloc(2L * values.length)).put(values);
  }

  boolean fits(Image image) {
    return image.width() == context.width() && image.height() == context.height();
  }

  /** A JPEG; empty if FFmpeg does not encode images of this size. */
  Optional<byte[]> encode(Image image) {
    if (!works) {
      return Optional.empty();
    }
    AVFrame frame = picture.of(image);
    frame.pts(frames++).quality(context.global_quality());
    if (avcodec_send_frame(context, frame) < 0 || avcodec_receive_packet(context, packet) < 0) {
      return Optional.empty();
    }
    byte[] jpeg = new byte[packet.size()];
    packet.data().get(jpeg);
    av_packet_unref(packet);
    return Optional.of(jpeg);
  }

  @Override
  public void close() {
    av_packet_free(packet);
    picture.close();
    avcodec_free_context(context);
  }
}
