package dev.winnow.video.track;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AC3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP2;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_ALAW;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_MULAW;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16BE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VORBIS;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes a source's sound beside its video. What is damaged is left out: it ends no video. Whoever
 * opens it closes it.
 */
public final class SoundReader implements AutoCloseable {
  /** Samples a second of what is decoded. */
  public static final int RATE = 48_000;

  private static final long SECOND = 1_000_000_000;

  /** So many decoded pieces wait for the next frame; a minute and more. */
  private static final int MOST = 4096;

  /** What cameras and files of video have; no other decoder is run. */
  private static final Set<Integer> CODECS =
      Set.of(
          AV_CODEC_ID_AAC,
          AV_CODEC_ID_AC3,
          AV_CODEC_ID_FLAC,
          AV_CODEC_ID_MP2,
          AV_CODEC_ID_MP3,
          AV_CODEC_ID_OPUS,
          AV_CODEC_ID_PCM_ALAW,
          AV_CODEC_ID_PCM_MULAW,
          AV_CODEC_ID_PCM_S16BE,
          AV_CODEC_ID_PCM_S16LE,
          AV_CODEC_ID_VORBIS);

  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final SoundConversion conversion = new SoundConversion();
  private final AVStream stream;
  private final Deque<StampedSound> decoded = new ArrayDeque<>();
  private long next;

  /**
   * Sound as the source times it.
   *
   * @param samples of one channel, {@value #RATE} a second, from -1 to 1; not copied
   * @param stamp of the first in nanoseconds, by the same clock as the stamps of frames
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares two, and none is copied.
  public record StampedSound(float[] samples, long stamp) {}

  private SoundReader(AVStream stream, AVCodec codec) {
    this.stream = stream;
    this.context = avcodec_alloc_context3(codec);
  }

  /** Whether a stream can be decoded here. */
  public static boolean reads(AVStream stream) {
    return CODECS.contains(stream.codecpar().codec_id())
        && avcodec_find_decoder(stream.codecpar().codec_id()) != null;
  }

  /** Opens the decoder of a stream that is read here; whoever opens it closes it. */
  public static SoundReader open(AVStream stream) {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    SoundReader reader = new SoundReader(stream, codec);
    avcodec_parameters_to_context(reader.context, stream.codecpar());
    reader.context.pkt_timebase(stream.time_base()).thread_count(1);
    // One that does not open takes no packets either.
    avcodec_open2(reader.context, codec, (AVDictionary) null);
    return reader;
  }

  /** Of the stream in its source. */
  public int index() {
    return stream.index();
  }

  /** Decodes a packet of the stream. */
  public void decode(AVPacket packet) {
    if (avcodec_send_packet(context, packet) < 0) {
      return;
    }
    while (avcodec_receive_frame(context, frame) >= 0) {
      long stamp = frame.best_effort_timestamp();
      long time =
          stamp == AV_NOPTS_VALUE
              ? next
              : av_rescale(stamp, stream.time_base().num() * SECOND, stream.time_base().den());
      float[] samples = conversion.samples(frame);
      next = time + samples.length * SECOND / RATE;
      decoded.add(new StampedSound(samples, time));
      if (decoded.size() > MOST) {
        decoded.remove();
      }
    }
  }

  /** Takes away what was decoded since the last call. */
  public List<StampedSound> taken() {
    List<StampedSound> taken = List.copyOf(decoded);
    decoded.clear();
    return taken;
  }

  @Override
  public void close() {
    conversion.close();
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
