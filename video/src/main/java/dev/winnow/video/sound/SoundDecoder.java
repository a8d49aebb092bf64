package dev.winnow.video.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BUFFER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.winnow.audio.Recording;
import dev.winnow.data.DamagedCaptureException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes the packets of one stream, in the thread that calls, into one channel in memory. Whoever
 * opens it closes it.
 */
final class SoundDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final MonoSamples samples = new MonoSamples();
  private int rate;

  private SoundDecoder(AVCodec codec) {
    this.context = avcodec_alloc_context3(codec);
  }

  /**
   * @throws DamagedCaptureException if the codec does not take what the header says
   */
  static SoundDecoder open(AVStream stream, AVCodec codec) throws DamagedCaptureException {
    SoundDecoder decoder = new SoundDecoder(codec);
    decoder.context.thread_count(1);
    if (avcodec_parameters_to_context(decoder.context, stream.codecpar()) < 0) {
      decoder.close();
      throw notRead();
    }
    decoder.context.pkt_timebase(stream.time_base());
    // Sound with a fault is refused, not mended.
    decoder.context.err_recognition(
        AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER);
    if (avcodec_open2(decoder.context, codec, (AVDictionary) null) < 0) {
      decoder.close();
      throw notRead();
    }
    return decoder;
  }

  /**
   * Decodes the next packet.
   *
   * @throws DamagedCaptureException if it is not whole, its rate is another, or there is too much
   */
  void decode(AVPacket packet) throws DamagedCaptureException {
    if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
      throw new DamagedCaptureException("it is cut short");
    }
    if (avcodec_send_packet(context, packet) < 0) {
      throw damaged();
    }
    receive();
  }

  /**
   * Everything that was decoded.
   *
   * @throws DamagedCaptureException if the last packet is not whole, or there is nothing
   */
  Recording finish() throws DamagedCaptureException {
    if (avcodec_send_packet(context, null) < 0) {
      throw damaged();
    }
    receive();
    if (samples.size() == 0) {
      throw new DamagedCaptureException("it has no samples");
    }
    return Recording.of(rate, samples.toArray());
  }

  private void receive() throws DamagedCaptureException {
    int result = avcodec_receive_frame(context, frame);
    for (; result >= 0; result = avcodec_receive_frame(context, frame)) {
      if (frame.decode_error_flags() != 0) {
        throw damaged();
      }
      if (rate != 0 && rate != frame.sample_rate()) {
        throw new DamagedCaptureException("its rate changes on the way");
      }
      rate = frame.sample_rate();
      samples.add(frame);
    }
    if (result != AVERROR_EAGAIN() && result != AVERROR_EOF()) {
      throw damaged();
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }

  static DamagedCaptureException notRead() {
    return new DamagedCaptureException("it is coded in a way that is not read here");
  }

  private static DamagedCaptureException damaged() {
    return new DamagedCaptureException("it is damaged");
  }
}
