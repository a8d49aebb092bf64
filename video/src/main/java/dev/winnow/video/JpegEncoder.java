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
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/**
 * Images as JPEG (baseline, colours at every fourth pixel, JFIF), by FFmpeg: no metadata, no name
 * of a program. It keeps an encoder for as long as images have the same size. For one thread at a
 * time; whoever opens it closes it.
 */
public final class JpegEncoder implements AutoCloseable {
  private final int quality;
  private @Nullable AVCodecContext context;
  private @Nullable YuvFrame picture;
  private int width;
  private int height;
  private long frames;

  private JpegEncoder(int quality) {
    this.quality = quality;
  }

  /**
   * An encoder.
   *
   * @param quality from 1 to 100, as libjpeg counts; 90 is what cameras take
   * @throws IllegalArgumentException if the quality is out of its range
   */
  public static JpegEncoder ofQuality(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("a quality of " + quality + ", not from 1 to 100");
    }
    return new JpegEncoder(quality);
  }

  /**
   * Encodes.
   *
   * @throws UnwritableVideoException if there is no FFmpeg here, or the image has more than 65,500
   *     rows or columns
   */
  public synchronized byte[] encode(Image image) {
    AVPacket packet = null;
    try {
      AVCodecContext encoder = opened(image);
      packet = av_packet_alloc();
      if (picture == null) {
        throw failed(image);
      }
      AVFrame frame = picture.of(image);
      frame.pts(frames++).quality(context == null ? 0 : encoder.global_quality());
      if (avcodec_send_frame(encoder, frame) < 0 || avcodec_receive_packet(encoder, packet) < 0) {
        throw failed(image);
      }
      byte[] jpeg = new byte[packet.size()];
      packet.data().get(jpeg);
      av_packet_unref(packet);
      return jpeg;
    } catch (LinkageError e) {
      throw new UnwritableVideoException("a JPEG", Ffmpeg.MISSING, e);
    } finally {
      if (packet != null) {
        av_packet_free(packet);
      }
    }
  }

  private AVCodecContext opened(Image image) {
    if (context != null && image.width() == width && image.height() == height) {
      return context;
    }
    close();
    Ffmpeg.load();
    AVCodec codec = avcodec_find_encoder_by_name("mjpeg");
    AVCodecContext encoder = avcodec_alloc_context3(codec);
    context = encoder;
    width = image.width();
    height = image.height();
    picture = new YuvFrame(width, height, true);
    encoder.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.color_range(AVCOL_RANGE_JPEG).colorspace(AVCOL_SPC_SMPTE170M);
    encoder.time_base().num(1).den(25);
    encoder.flags(encoder.flags() | AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT);
    encoder.thread_count(1);
    // FFmpeg multiplies a table by its own quality and divides it by 8.
    encoder.global_quality(8 * FF_QP2LAMBDA);
    encoder.intra_matrix(table(JpegTables.brightness(quality)));
    encoder.chroma_intra_matrix(table(JpegTables.colour(quality)));
    if (avcodec_open2(encoder, codec, (AVDictionary) null) < 0) {
      throw failed(image);
    }
    return encoder;
  }

  /** Freed with the encoder. */
  private static ShortPointer table(short[] values) {
    return new ShortPointer(av_malloc(2L * values.length)).put(values);
  }

  private UnwritableVideoException failed(Image image) {
    close();
    return new UnwritableVideoException(
        "a JPEG", "an image of " + image + " is not encoded; take a smaller one");
  }

  /** Frees what is native; the next image takes it anew. */
  @Override
  public synchronized void close() {
    if (picture != null) {
      picture.close();
      picture = null;
    }
    if (context != null) {
      avcodec_free_context(context);
      context = null;
    }
  }
}
