package dev.winnow.video.track;

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
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Encodes sound in pieces as long as the codec wants them. Gaps are silence, and what comes twice
 * is left out. Whoever opens it closes it.
 */
public final class SoundEncoder implements AutoCloseable {
  /** Stamps that are off by less are taken to be in a row. */
  private static final int JITTER = SoundReader.RATE / 10;

  private static final long BITS = 64_000;

  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private float[] piece = {};
  private int filled;
  private long next = -1;

  private SoundEncoder(AVCodec codec) {
    context = avcodec_alloc_context3(codec);
  }

  /**
   * Opens an encoder.
   *
   * @param name as FFmpeg has it
   * @param hasHeader whether what describes the stream is kept apart from it
   * @return null if there is no such encoder
   */
  public static @Nullable SoundEncoder open(String name, boolean hasHeader) {
    AVCodec codec = avcodec_find_encoder_by_name(name);
    if (codec == null) {
      return null;
    }
    SoundEncoder encoder = new SoundEncoder(codec);
    AVCodecContext context = encoder.context;
    // Of one channel both forms are the same bytes.
    context.sample_fmt(name.equals("aac") ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_FLT);
    context.sample_rate(SoundReader.RATE).bit_rate(BITS);
    av_channel_layout_default(context.ch_layout(), 1);
    context.time_base().num(1).den(SoundReader.RATE);
    context.flags(
        context.flags() | AV_CODEC_FLAG_BITEXACT | (hasHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
    if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
      encoder.close();
      return null;
    }
    encoder.piece = new float[context.frame_size()];
    return encoder;
  }

  /** For whoever writes its packets. */
  public AVCodecContext context() {
    return context;
  }

  /**
   * Takes samples; {@link #receive} has what becomes of a piece, before the next one is taken.
   *
   * @param at the number of the first, which grows
   * @param passing called whenever there may be a packet
   */
  public void add(float[] samples, long at, Runnable passing) {
    int from = 0;
    if (next < 0) {
      next = at;
    } else if (at > next + JITTER) {
      flush(passing);
      next = Math.max(next, at);
      from = (int) Math.min(samples.length, next - at);
    } else if (at < next - JITTER) {
      from = (int) Math.min(samples.length, next - at);
    }
    while (from < samples.length) {
      int taken = Math.min(samples.length - from, piece.length - filled);
      System.arraycopy(samples, from, piece, filled, taken);
      from += taken;
      filled += taken;
      next += taken;
      if (filled == piece.length) {
        send(passing);
      }
    }
  }

  /** Encodes what is left, with silence behind it. */
  private void flush(Runnable passing) {
    if (filled > 0) {
      Arrays.fill(piece, filled, piece.length, 0);
      next += piece.length - filled;
      send(passing);
    }
  }

  private void send(Runnable passing) {
    av_frame_unref(frame);
    frame.format(context.sample_fmt()).nb_samples(piece.length).sample_rate(SoundReader.RATE);
    av_channel_layout_default(frame.ch_layout(), 1);
    av_frame_get_buffer(frame, 0);
    frame
        .data(0)
        .capacity(4L * piece.length)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .put(piece);
    frame.pts(next - piece.length);
    filled = 0;
    avcodec_send_frame(context, frame);
    passing.run();
  }

  /**
   * No sound follows.
   *
   * @param passing called whenever there may be a packet
   */
  public void finish(Runnable passing) {
    flush(passing);
    avcodec_send_frame(context, null);
    passing.run();
  }

  /** The next packet, until the next call; null if there is none yet. */
  public @Nullable AVPacket receive() {
    av_packet_unref(packet);
    return avcodec_receive_packet(context, packet) >= 0 ? packet : null;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
