package dev.winnow.video.heif;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BUFFER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.winnow.data.DamagedCaptureException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes one coded picture, in the thread that calls. It must have the size that the file's header
 * says, which is looked at before memory for its pixels is taken. Whoever opens it closes it.
 */
final class StillDecoder implements AutoCloseable {
  /** By how much a picture may be padded on each axis to whole blocks of its codec. */
  private static final long BLOCK = 64;

  private final AVCodecParameters said;
  private final AVCodecContext context;
  private final AVFrame frame;

  private StillDecoder(AVCodecParameters said, AVCodec codec) {
    this.said = said;
    this.context = avcodec_alloc_context3(codec);
    this.frame = av_frame_alloc();
  }

  /**
   * @throws DamagedCaptureException if it is neither HEVC nor AV1
   */
  static StillDecoder open(AVCodecParameters said) throws DamagedCaptureException {
    String name =
        switch (said.codec_id()) {
          case AV_CODEC_ID_HEVC -> "hevc";
          case AV_CODEC_ID_AV1 -> "libaom-av1";
          default -> "";
        };
    AVCodec codec = name.isEmpty() ? null : avcodec_find_decoder_by_name(name);
    if (codec == null) {
      throw notRead();
    }
    StillDecoder decoder = new StillDecoder(said, codec);
    try {
      decoder.start(codec);
      return decoder;
    } catch (DamagedCaptureException | RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  private void start(AVCodec codec) throws DamagedCaptureException {
    if (avcodec_parameters_to_context(context, said) < 0) {
      throw notRead();
    }
    context.thread_count(1);
    context.max_pixels((said.width() + BLOCK) * (said.height() + BLOCK));
    // A picture with a fault is refused, not mended.
    context.err_recognition(AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER);
    if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
      throw notRead();
    }
  }

  /**
   * Decodes.
   *
   * @throws DamagedCaptureException if it is cut short, damaged, or of another size than was said
   */
  void decode(AVPacket packet) throws DamagedCaptureException {
    if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
      throw new DamagedCaptureException("it is cut short");
    }
    if (said.codec_id() == AV_CODEC_ID_AV1) {
      Av1Sizes.require(said, context, packet);
    }
    // Without a second packet, the end of all: then the decoder gives what it has.
    if (avcodec_send_packet(context, packet) < 0
        || avcodec_send_packet(context, null) < 0
        || avcodec_receive_frame(context, frame) < 0
        || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0
        || frame.decode_error_flags() != 0) {
      throw new DamagedCaptureException("it is damaged");
    }
    if (frame.width() != said.width() || frame.height() != said.height()) {
      throw new DamagedCaptureException("its picture has another size than its header says");
    }
  }

  /**
   * Hands out the rows of what was decoded, from above.
   *
   * @throws DamagedCaptureException if its colours cannot be made RGB
   */
  void rows(BgrConversion.Rows rows) throws DamagedCaptureException {
    BgrConversion.convert(said, frame, rows);
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
